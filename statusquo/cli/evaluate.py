"""`statusquo evaluate`: the reading against annotated briefs."""

import json
from pathlib import Path

import click

from statusquo.cli.output import format_option, progress, show

EXISTING = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("gold", required=False, type=EXISTING)
@click.option(
    "--polnear",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Also score attributions against a folder of PolNeAR articles.",
)
@click.option(
    "--tags",
    "tags_from",
    metavar="LOG_ODDS",
    type=float,
    help="With --polnear: also score the trained model's tags whose cue scores at least this. Reads twice.",
)
@click.option(
    "--predictions",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score what `statusquo extract` wrote instead of reading now.",
)
@click.option(
    "--misses",
    "misses_file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was missed, invented or wrong, in its sentence: as Markdown (.md) or tab-separated.",
)
@click.option(
    "--leave-out",
    "left_out",
    metavar="PATH",
    multiple=True,
    type=EXISTING,
    help="Fit claims without each of these sets (given several times) in turn and score on it. Needs torch.",
)
@click.option(
    "--worth",
    "weighed",
    metavar="PATH",
    multiple=True,
    type=EXISTING,
    help="Switch off each rule in turn and print what it wins and loses on each of these sets.",
)
@click.option("--rules", "listed", is_flag=True, help="List the rules that --worth switches off.")
@format_option
def command(
    gold: Path | None,
    polnear: Path | None,
    tags_from: float | None,
    predictions: Path | None,
    misses_file: Path | None,
    left_out: tuple[Path, ...],
    weighed: tuple[Path, ...],
    listed: bool,
    form: str,
) -> None:
    """Score the reading against annotated briefs.

    GOLD is a file or folder of briefs in the notation that docs/evaluation.md describes, or JSON lines with
    offsets.

    \b
    Examples:
      statusquo evaluate tests/data/gold --misses misses.md
      statusquo evaluate dev.jsonl --polnear polnear/dev --format json
      statusquo evaluate --leave-out briefs --leave-out sentences.jsonl
      statusquo evaluate --worth briefs --worth sentences.jsonl
    """
    alone = {"--leave-out": left_out, "--worth": weighed, "--rules": listed}
    if asked := [option for option, value in alone.items() if value]:
        if gold or polnear or predictions or misses_file or len(asked) > 1:
            raise click.UsageError(f"{asked[0]} stands alone")
        if listed:
            print_rules(form)
        elif weighed:
            print_worth(weighed, form)
        else:
            print_left_out(left_out, form)
        return
    if gold is None and polnear is None:
        raise click.UsageError("nothing to score: give GOLD, --polnear or both")
    if gold is None and (predictions or misses_file):
        raise click.UsageError("--predictions and --misses go with GOLD")
    if polnear is None and tags_from is not None:
        raise click.UsageError("--tags goes with --polnear")
    tables = {}
    if gold is not None:
        tables["briefs"] = score_briefs(gold, predictions, misses_file)
    if polnear is not None:
        tables["polnear"] = score_articles(polnear, tags_from)
    if form == "json":
        click.echo(json.dumps(tables, indent=1))
    else:
        print_tables(tables, form)


def print_left_out(paths: tuple[Path, ...], form: str) -> None:
    """The figures of each set, read with what the others teach, and what confidence was worth."""
    from pipeline.training.leaving_out import measure

    figures, bins = measure(paths)
    rows = [
        (one.name, one.texts, one.gold, one.said, *decimals((one.precision, one.recall, one.f1)))
        for one in figures
    ]
    show(["set", "texts", "gold", "said", "precision", "recall", "f1"], rows, form)
    click.echo("")
    shown = [
        (one.low, one.high, one.said, one.right, *decimals((one.right / one.said if one.said else None,)))
        for one in bins
    ]
    show(["confidence from", "to", "claims", "right", "share"], shown, form)


def print_rules(form: str) -> None:
    """The rules that can be switched off."""
    from pipeline.evaluation.worth import known_rules

    rows = [(one.name, one.room, one.says) for one in known_rules()]
    show(["rule", "of", "what it is for"], rows, form, wide=False)


def print_worth(paths: tuple[Path, ...], form: str) -> None:
    """What each rule wins and loses on each set; for people also those that change nothing."""
    from pipeline.evaluation.worth import known_rules, measure

    with progress("Reading briefs") as advance:
        found = measure(paths, advance)
    names = ["rule", "set", "of", "right +", "right -", "wrong +", "wrong -"]
    rows = [(one.rule, one.set, one.of, one.won, one.lost, one.made, one.spared) for one in found]
    show(names, rows, form, empty="No rule changes anything.")
    idle = sorted({one.name for one in known_rules()} - {one.rule for one in found})
    if form == "table" and idle:
        click.echo("\n" + click.wrap_text(f"Changing nothing here: {', '.join(idle)}"))


def score_briefs(gold: Path, predictions: Path | None, misses_file: Path | None) -> dict:
    """The figures of annotated briefs; also writes the misses."""
    from pipeline.evaluation.comparison import compare_all
    from pipeline.evaluation.gold import read_gold
    from pipeline.evaluation.misses import misses, write_misses
    from pipeline.evaluation.predictions import predict, read_predictions
    from pipeline.evaluation.scoring import score

    briefs = read_gold(gold)
    if predictions is not None:
        found = read_predictions(predictions, briefs)
    else:
        with progress("Reading briefs", len(briefs)) as advance:
            found = predict(
                {brief.id: (brief.text, brief.published_on, brief.source) for brief in briefs}, advance
            )
    comparisons = compare_all(briefs, found)
    if misses_file is not None:
        click.echo(
            f"{write_misses(misses(comparisons), misses_file)} misses written to {misses_file}", err=True
        )
    return score(comparisons)


def score_articles(folder: Path, tags_from: float | None) -> dict:
    """The figures of PolNeAR articles, with those of the model's tags from `tags_from` log-odds on."""
    from pipeline.evaluation.conventions import in_polnears_way
    from pipeline.evaluation.exact_spans import score_spans
    from pipeline.evaluation.polnear import attributions_of, read_corpus, score_polnear
    from pipeline.evaluation.predictions import predict
    from pipeline.evaluation.tags import tags

    articles = read_corpus(folder)
    with progress("Reading articles", len(articles)) as advance:
        found = predict({article.name: (article.text, None, None) for article in articles}, advance)
    said = {name: attributions_of(prediction) for name, prediction in found.items()}
    widened = {article.name: in_polnears_way(article.text, said[article.name]) for article in articles}
    figures = {
        **score_polnear(articles, said),
        "exact_spans": score_spans(articles, said),
        "exact_spans_in_polnears_way": score_spans(articles, widened),
    }
    if tags_from is not None:
        with progress("Tagging articles", len(articles)) as advance:
            tagged = tags(articles, tags_from, advance)
        figures["exact_spans_of_tags"] = score_spans(articles, tagged)
        both = {name: [*widened[name], *tagged[name]] for name in widened}
        figures["exact_spans_of_both"] = score_spans(articles, both)
    return figures


def print_tables(tables: dict[str, dict], form: str) -> None:
    """For people two tables a set; as csv one table of all figures."""
    from pipeline.evaluation.figures import RATES, metrics, rate_rows, share_rows, title

    if form == "csv":
        rows = [(name, *row) for name, scores in tables.items() for row in metrics(scores)]
        show(["set", "metric", "value"], rows, form)
        return
    for name, scores in tables.items():
        unit, count = next(iter(scores.items()))
        click.echo(f"{name}: {count} {unit}\n" if unit != name else f"{count} {unit}\n")
        show(
            ["measure", *RATES], [(title(row.measure), *decimals(row[1:])) for row in rate_rows(scores)], form
        )
        click.echo("")
        shares = [(title(row.measure), *decimals(row[1:])) for row in share_rows(scores)]
        show(["right where found", "share"], shares, form)
        click.echo("")


def decimals(values: tuple) -> list:
    """Figures with four decimals, so that columns line up; counts stay whole."""
    return [f"{value:.4f}" if isinstance(value, float) else value for value in values]
