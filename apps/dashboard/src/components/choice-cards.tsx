import { type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

/** One of a few ways, each with a sentence about it. */
export function ChoiceCards<Value extends string | number>({
  label,
  choices,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly title: ReactNode; readonly description?: ReactNode }[];
  readonly chosen: Value;
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-[13px] font-medium">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map(({ value, title, description }) => (
          <label
            key={value}
            className={classes(
              "flex cursor-pointer items-start gap-2.5 rounded-lg border px-3 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              value === chosen ? "border-accent bg-accent-soft" : "border-line-strong bg-surface hover:bg-sunken",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => onChange(value)}
              className="mt-1 size-3.5 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="block text-sm font-medium">{title}</span>
              {description && <span className="block text-[13px] text-ink-2">{description}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
