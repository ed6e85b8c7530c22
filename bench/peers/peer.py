"""What the peer scripts share: one thread a process, a check of what the libraries stand on, and one line a figure."""
import os

# Before numpy or torch load: Debian's torch calls the pthread build of OpenBLAS, which torch.set_num_threads does not govern.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"


def require_openblas():
    """Ends the script where numpy and torch run on the slow reference BLAS: a ratio to that would be a lie."""
    with open("/proc/self/maps") as maps:
        if "openblas" not in maps.read():
            raise SystemExit("This Python runs on the reference BLAS, which is slow: apt-get install libopenblas0, and run again.")
