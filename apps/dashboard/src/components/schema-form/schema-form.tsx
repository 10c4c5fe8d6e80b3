import { useEffect, useState } from "react";
import { FoldMark, foldSummary } from "../fold.tsx";
import type { FieldGroup, FormField } from "./form-schema.ts";
import type { FormValues } from "./form-values.ts";
import { SchemaField } from "./schema-field.tsx";

/** The fields of a group; what few need is folded away, and unfolds when something is wrong with it. */
export function SchemaForm({
  group,
  values,
  problems,
  onChange,
}: {
  readonly group: FieldGroup;
  readonly values: FormValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: string | boolean | undefined) => void;
}) {
  const basic = group.fields.filter(({ advanced }) => !advanced);
  const advanced = group.fields.filter((field) => field.advanced);
  const amiss = advanced.some(({ name }) => problems[name] !== undefined);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (amiss) setOpen(true);
  }, [amiss]);
  const show = (fields: readonly FormField[]) =>
    inRuns(fields).map((run) => (
      <div key={run[0]?.name} className={run.length > 1 ? "grid gap-x-6 gap-y-3 sm:grid-cols-2" : undefined}>
        {run.map((field) => (
          <SchemaField
            key={field.name}
            field={field}
            value={values[field.name]}
            problem={problems[field.name]}
            onChange={(value) => onChange(field.name, value)}
          />
        ))}
      </div>
    ));
  return (
    <div className="space-y-4">
      {show(basic)}
      {advanced.length > 0 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group/fold">
          <summary className={foldSummary}>
            <FoldMark />
            More options
          </summary>
          <div className="mt-3 space-y-4 border-l-2 border-line pl-4">{show(advanced)}</div>
        </details>
      )}
    </div>
  );
}

/** Boolean fields that follow each other stand side by side; every other field has a row of its own. */
function inRuns(fields: readonly FormField[]): FormField[][] {
  const runs: FormField[][] = [];
  for (const field of fields) {
    const last = runs.at(-1);
    if (field.input === "boolean" && last?.at(-1)?.input === "boolean") last.push(field);
    else runs.push([field]);
  }
  return runs;
}
