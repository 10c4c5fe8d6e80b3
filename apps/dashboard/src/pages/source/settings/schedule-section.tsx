import { type FormEvent, useState } from "react";
import { ApiProblem } from "../../../api/client.ts";
import { changeSource, refreshSources, type Source } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { Field, Input, Select } from "../../../components/field.tsx";
import { formatMoment } from "../../../components/format.ts";
import { useToasts } from "../../../components/toast.tsx";
import {
  readSchedule,
  type ScheduleChoice,
  type ScheduleName,
  scheduleNames,
  scheduleWords,
  writeSchedule,
} from "./schedule.ts";

const USUAL_TIME = "06:00";
const USUAL_CRON = "0 6 * * 1-5";

/** When a source is synced by itself, by its own schedule or with the others. */
export function ScheduleSection({ source }: { readonly source: Source }) {
  const { id, syncSchedule, nextSyncAt, status } = source;
  const [choice, setChoice] = useState(() => readSchedule(syncSchedule?.cron ?? null));
  const [timezone, setTimezone] = useState(syncSchedule?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { busy, problem, save } = useSaving(id);
  const cron = writeSchedule(choice);
  const changed =
    cron !== (syncSchedule?.cron ?? null) || (cron !== null && timezone.trim() !== syncSchedule?.timezone);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (changed) await save(cron === null ? null : { cron, timezone: timezone.trim() || "UTC" });
  };
  return (
    <Section title="Schedule" description="When it is synced by itself. Webhooks and “Sync now” come on top.">
      <form noValidate onSubmit={submit} className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="How often">
            {(control) => (
              <Select
                {...control}
                value={choice.every}
                onChange={(event) => setChoice(chosen(event.target.value as ScheduleName, choice))}
              >
                {Object.entries(scheduleNames).map(([value, name]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <When choice={choice} problem={problem} onChange={setChoice} />
          {choice.every !== "night" && <TimeZone timezone={timezone} onChange={setTimezone} />}
        </div>
        {problem && choice.every !== "own" && <p className="text-[13px] text-bad">{problem}</p>}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy} disabled={!changed}>
            Save the schedule
          </Button>
          <p role="status" className="text-[13px] text-ink-3">
            Now: {scheduleWords(syncSchedule)}
            {status === "paused" ? "; nothing while paused" : nextSyncAt ? `; next on ${formatMoment(nextSyncAt)}` : ""}
          </p>
        </div>
      </form>
    </Section>
  );
}

function When({
  choice,
  problem,
  onChange,
}: {
  readonly choice: ScheduleChoice;
  readonly problem: string | undefined;
  readonly onChange: (choice: ScheduleChoice) => void;
}) {
  if (choice.every === "day" || choice.every === "weekday") {
    return (
      <Field label="At">
        {(control) => (
          <Input
            {...control}
            type="time"
            value={choice.time}
            onChange={(event) => onChange({ ...choice, time: event.target.value || USUAL_TIME })}
          />
        )}
      </Field>
    );
  }
  if (choice.every !== "own") return null;
  return (
    <Field label="Cron" problem={problem} hint="Minute, hour, day, month, weekday.">
      {(control) => (
        <Input
          {...control}
          value={choice.cron}
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
          onChange={(event) => onChange({ every: "own", cron: event.target.value })}
        />
      )}
    </Field>
  );
}

function TimeZone({
  timezone,
  onChange,
}: {
  readonly timezone: string;
  readonly onChange: (timezone: string) => void;
}) {
  return (
    <Field label="Time zone">
      {(control) => (
        <>
          <Input
            {...control}
            list={`${control.id}-zones`}
            value={timezone}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={`${control.id}-zones`}>
            {["UTC", ...Intl.supportedValuesOf("timeZone")].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** A choice by its name, with what was chosen before where that still fits. */
function chosen(every: ScheduleName, before: ScheduleChoice): ScheduleChoice {
  if (every === "day" || every === "weekday") return { every, time: "time" in before ? before.time : USUAL_TIME };
  if (every === "own") return { every, cron: writeSchedule(before) ?? USUAL_CRON };
  return { every };
}

/** Keeps a schedule; what is wrong with it is said at the field. */
function useSaving(id: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toasts = useToasts();
  const save = async (syncSchedule: { cron: string; timezone: string } | null) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await changeSource(id, { syncSchedule });
      toasts.done("The schedule is saved", scheduleWords(syncSchedule));
      void refreshSources();
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 400) setProblem(error.message);
      else toasts.failed("The schedule is as it was", error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, save };
}
