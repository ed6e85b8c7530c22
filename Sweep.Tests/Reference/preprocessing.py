"""Makes preprocessing.json: what scikit-learn makes of a table with missing values and categories.

The table is real (60 patients of the diabetes data; the age also by decades, as texts), and has holes at fixed places. Run from this folder
with scikit-learn 1.2.1: python3 preprocessing.py ../../studies/data/diabetes.csv
"""
import csv
import json
import sys

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MaxAbsScaler, OneHotEncoder, StandardScaler

ROWS = 60
NUMBERS = ["age", "bmi", "bp", "s1"]
CATEGORIES = ["sex", "decade"]

with open(sys.argv[1], encoding="utf-8") as file:
    whole = list(csv.DictReader(file))[:ROWS]
table = []
for at, row in enumerate(whole):
    entry = {name: row[name] for name in NUMBERS}
    entry["sex"] = row["sex"]
    entry["decade"] = "from %d" % (int(row["age"]) // 10 * 10)
    entry["progression"] = row["progression"]
    if at % 7 == 3:
        entry["bmi"] = ""
    if at % 11 in (0, 5):
        entry["s1"] = ""
    if at % 13 == 6:
        entry["decade"] = ""
    table.append(entry)
# Some categories are in no training row.
training = [at for at, row in enumerate(table) if at % 4 != 1 and row["decade"] not in ("from 20", "from 60")]
numbers = np.array([[float(row[name] or "nan") for name in NUMBERS] for row in table])
texts = np.array([[row[name] or None for name in CATEGORIES] for row in table], dtype=object)
names = [sorted({row[name] for row in table} - {""}) for name in CATEGORIES]
missing = np.column_stack([np.isnan(numbers), texts == None])  # noqa: E711

cases = []
for strategy in ["mean", "median", "most_frequent", "constant"]:
    for scaling, scaler in [("standardize", StandardScaler()), ("max_abs", MaxAbsScaler()), ("none", None)]:
        for indicator in [False, True]:
            imputer = SimpleImputer(strategy=strategy, fill_value=-1 if strategy == "constant" else None)
            fitted = imputer.fit_transform(numbers[training])
            values = imputer.transform(numbers)
            if scaler is not None:
                values = scaler.fit(fitted).transform(values)
            filler = SimpleImputer(strategy="most_frequent", missing_values=None).fit(texts[training])
            encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(filler.transform(texts[training]))
            seen = encoder.transform(filler.transform(texts))
            # One input for each category of the whole table; those that the training rows do not have are 0.
            columns, at = [], 0
            for all_names, known in zip(names, encoder.categories_):
                for category in all_names:
                    if category in known:
                        columns.append(seen[:, at])
                        at += 1
                    else:
                        columns.append(np.zeros(ROWS))
            parts = [values, np.column_stack(columns)]
            if indicator:
                parts.append(missing[:, missing.any(axis=0)].astype(float))
            cases.append({
                "id": f"{strategy}-{scaling}{'-indicator' if indicator else ''}",
                "params": {"missing": strategy, "fill_value": -1, "scale": scaling, "indicator": indicator},
                "expected": np.column_stack(parts).tolist(),
                # Inputs are held in single precision, and so are means and factors.
                "tolerance": {"abs": 2e-6, "rel": 2e-6},
                "source": "scikit-learn SimpleImputer, OneHotEncoder, " + type(scaler).__name__,
            })

header = list(table[0])
with open("preprocessing.json", "w", encoding="utf-8") as file:
    json.dump({
        "header": {
            "file": "preprocessing.json",
            "what": "imputation, one-hot encoding and scaling, fitted on some rows and applied to all: numbers, categories, indicators of missing values",
            "source": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}; made by preprocessing.py",
            "csv": "".join(",".join(row) + "\n" for row in [header, *(each.values() for each in table)]),
            "numbers": NUMBERS, "categories": CATEGORIES, "training": training,
            "case_count": len(cases),
        },
        "cases": cases,
    }, file)
