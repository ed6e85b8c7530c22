"""Makes formats.json: small files as NumPy and scikit-learn write them, and what these libraries read from them.

Run: python3 make-formats.py > formats.json (NumPy 1.24.2, scikit-learn 1.2.1)
"""
import base64, gzip, io, json, struct, sys
import numpy, sklearn
from numpy.lib import format as npy
from sklearn.datasets import dump_svmlight_file, load_svmlight_file

cases = []


def add(id, kind, data, **expected):
    cases.append({"id": id, "kind": kind, "bytes": base64.b64encode(data).decode(), **expected})


def numbers(array):
    shown = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
    return [shown.get(str(float(value)), float(value)) for value in array.ravel(order="C")]


def save(array, version=None):
    stream = io.BytesIO()
    npy.write_array(stream, array, version=version)
    return stream.getvalue()


def sample(type):
    type = numpy.dtype(type)
    if type.kind == "b":
        return numpy.arange(15).reshape(5, 3) % 2 == 0
    values = numpy.arange(15).astype(type)
    if type.kind in "iu":
        values[:4] = [numpy.iinfo(type).min, numpy.iinfo(type).max, 100, 101]
    else:
        values[:6] = [numpy.finfo(type).max / 2, -0.1, numpy.nan, numpy.inf, -numpy.inf, numpy.finfo(type).tiny]
    return values.reshape(5, 3)


for name in ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]:
    for end in "<>" if name[1] != "1" else "|":
        for order in "CF":
            array = numpy.array(sample(end + name), dtype=end + name, order=order)
            add(f"npy-{ {'<': 'little', '>': 'big', '|': 'byte'}[end] }-{name}-{order}", "npy", save(array), sizes=array.shape, values=numbers(array))

images = numpy.arange(2 * 3 * 4 * 5, dtype="<f4").reshape(2, 3, 4, 5)
for version in [(1, 0), (2, 0), (3, 0)]:
    add(f"npy-version-{version[0]}", "npy", save(images, version), sizes=images.shape, values=numbers(images))
fortran = numpy.asfortranarray(images)
add("npy-rank-4-F", "npy", save(fortran), sizes=fortran.shape, values=numbers(fortran))
add("npy-rank-4-F-gzip", "npy", gzip.compress(save(fortran)), sizes=fortran.shape, values=numbers(fortran))
add("npy-rank-1", "npy", save(numpy.arange(4.0)), sizes=[4], values=[0, 1, 2, 3])
add("npy-gzip", "npy", gzip.compress(save(images)), sizes=images.shape, values=numbers(images))
add("npy-gzip-two-members", "npy", gzip.compress(save(images)[:100]) + gzip.compress(save(images)[100:]), sizes=images.shape, values=numbers(images))

objects = io.BytesIO()
numpy.save(objects, numpy.array([{}, None]), allow_pickle=True)
add("npy-objects", "npy", objects.getvalue(), refused="Python objects")
add("npy-structured", "npy", save(numpy.zeros(2, dtype=[("a", "<i4"), ("b", "<f4", (2,))])), refused="structured type")
add("npy-complex", "npy", save(numpy.zeros(2, dtype="<c8")), refused="complex numbers")
add("npy-texts", "npy", save(numpy.array(["a", "bc"])), refused="texts")
add("npy-dates", "npy", save(numpy.array(["2020-01-01"], dtype="<M8[D]")), refused="dates or times")
add("npy-long-double", "npy", save(numpy.zeros(2, dtype="<f16")), refused="depends on the machine")
add("npy-scalar", "npy", save(numpy.array(1.0)), refused="a single number")
add("npy-empty", "npy", save(numpy.zeros((0, 3))), refused="at least one row")

x, y = numpy.arange(12, dtype="<f8").reshape(4, 3) / 3, numpy.array([0, 1, 1, 0])
for id, write, arrays, target in [
    ("npz-stored", numpy.savez, dict(x=x, y=y), "y"),
    ("npz-deflated", numpy.savez_compressed, dict(X=x, target=y), "target"),
    ("npz-fortran", numpy.savez_compressed, dict(features=numpy.asfortranarray(x), labels=y[:, None]), "labels"),
    ("npz-keras", numpy.savez, dict(x_train=x, y_train=y, x_test=x[:1], y_test=y[:1]), "y_train"),
    ("npz-by-shape", numpy.savez, dict(outcome=y, measured=x), "outcome"),
    ("npz-with-more", numpy.savez, dict(data=x, target=y, target_names=numpy.array(["a", "b"])), "target"),
    ("npz-one", numpy.savez, dict(anything=x), None),
]:
    stream = io.BytesIO()
    write(stream, **arrays)
    add(id, "npz", stream.getvalue(), sizes=x.shape, values=numbers(x), target=target, labels=None if target is None else numbers(y))


def idx(code, array):
    return struct.pack(">BBBB", 0, 0, code, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


for code, type in [(0x08, ">u1"), (0x09, ">i1"), (0x0B, ">i2"), (0x0C, ">i4"), (0x0D, ">f4"), (0x0E, ">f8")]:
    for sizes in [(6,), (3, 2), (2, 3, 2), (2, 2, 2, 2)]:
        array = (numpy.arange(numpy.prod(sizes)) * 7 - 20).astype(type).reshape(sizes)
        add(f"idx-{code:02x}-rank-{len(sizes)}", "idx", idx(code, array), sizes=sizes, values=numbers(array))
add("idx-gzip", "idx", gzip.compress(idx(0x08, array.astype("u1"))), sizes=array.shape, values=numbers(array.astype("u1")))

dense = numpy.array([[0, 1.5, 0, -2], [0, 0, 0, 0], [3e-7, 0, 1e30, 0.1]])
dumped = {}
for zero_based in [True, False]:
    stream = io.BytesIO()
    dump_svmlight_file(dense, [1, -1, 2.5], stream, zero_based=zero_based, comment="made by scikit-learn")
    dumped["libsvm-from-0" if zero_based else "libsvm-from-1"] = stream.getvalue()
dumped["libsvm-by-hand"] = b"# a comment\n+1 1:0.5 3:-1e2 # another\n\n  -1\t2:.5   \r\n0\n1 7:0 8:1"
dumped["libsvm-gzip"] = gzip.compress(dumped["libsvm-from-1"])
for id, data in dumped.items():
    table, labels = load_svmlight_file(io.BytesIO(gzip.decompress(data) if "gzip" in id else data), zero_based="auto")
    add(id, "libsvm", data, features=table.shape[1], offsets=table.indptr.tolist(), columns=table.indices.tolist(), values=numbers(table.data), labels=numbers(labels))

json.dump({"header": {
    "file": "formats.json", "what": "files as NumPy and scikit-learn write them, and what they read from them", "source": f"numpy {numpy.__version__}, scikit-learn {sklearn.__version__}",
    "check": "equal in single precision", "made_by": "make-formats.py"}, "cases": cases}, sys.stdout, indent=0)
print()
