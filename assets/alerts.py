"""Alerts: a run that failed and a night that is late are told to people, each once."""

import datetime

import dagster as dg

from pipeline.nights import Alert, last_good, lateness, tell

SECONDS = 900


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING, minimum_interval_seconds=60)
def run_failed(context: dg.RunFailureSensorContext) -> None:
    """Every run that fails, with the error of its first step that did."""
    errors = [error for event in context.get_step_failure_events() if (error := told(event))]
    detail = errors[0] if errors else context.failure_event.message or "no step failed; the run did not start"
    partition = context.dagster_run.tags.get("dagster/partition", "")
    tell(
        Alert(
            datetime.datetime.now(datetime.UTC),
            f"{context.dagster_run.job_name} {partition} failed".replace("  ", " "),
            f"{detail.strip()} (run {context.dagster_run.run_id})",
        )
    )


def told(failure: dg.DagsterEvent) -> str | None:
    """A step and the message of what was raised first: Dagster's own, around it, tells no more than the
    step."""
    error = failure.step_failure_data.error
    while error and error.cause:
        error = error.cause
    return f"{failure.step_key}: {error.message.strip()}" if error else None


@dg.sensor(
    minimum_interval_seconds=SECONDS, default_status=dg.DefaultSensorStatus.RUNNING, job_name="nightly"
)
def late_night(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """A night that has not ended well within STATUSQUO_NIGHT_HOURS of the last one."""
    now = datetime.datetime.now(datetime.UTC)
    why, last = lateness(now), last_good()
    told_for = last.day if last else "none"
    if why is None:
        context.update_cursor("")
        return dg.SkipReason("the night is not late")
    if context.cursor != told_for:
        tell(Alert(now, "the night is late", why))
        context.update_cursor(told_for)
    return dg.SkipReason(why)
