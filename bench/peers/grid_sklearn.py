"""The digits study with four optimizers as GridSearchCV over MLPClassifier in two processes: 160 fits.

    /usr/bin/python3 grid_sklearn.py
"""
import os

os.environ["PYTHONWARNINGS"] = "ignore"  # that 20 epochs may not converge; for the worker processes, too

from digits import BATCH, EPOCHS, FOLDS, HIDDEN, RATES, WORKERS, Study, rows
from peer import require_openblas

from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def main():
    require_openblas()
    x, y = rows()
    net = MLPClassifier(
        HIDDEN, alpha=0, batch_size=BATCH, max_iter=EPOCHS, n_iter_no_change=10 ** 9, random_state=0)

    def rule(solver, **settings):
        return {"solver": [solver], "learning_rate_init": RATES, **{name: [value] for name, value in settings.items()}}

    rules = [
        rule("sgd", momentum=0.0, nesterovs_momentum=False),
        rule("sgd", momentum=0.9, nesterovs_momentum=False),
        rule("sgd", momentum=0.9, nesterovs_momentum=True),
        rule("adam"),
    ]
    grid = [{f"mlpclassifier__{name}": values for name, values in each.items()} for each in rules]
    search = GridSearchCV(
        make_pipeline(StandardScaler(), net), grid, scoring="accuracy", n_jobs=WORKERS, refit=False, error_score=0.0,
        cv=StratifiedKFold(FOLDS, shuffle=True, random_state=0))
    with Study() as study:
        search.fit(x, y)
    study.say(len(search.cv_results_["params"]) * FOLDS, search.best_params_, search.best_score_)


if __name__ == "__main__":
    main()
