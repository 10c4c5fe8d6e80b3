import { useId } from "react";
import { chosenFilter } from "./chosen-filter.ts";
import { Select } from "./field.tsx";

/** Narrows a list to one of some values, or to none of them: `all` says so. */
export function Choice({
  label,
  all,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  // What an address names and is not offered, yet or any more, can still be taken back.
  const gone = value !== "" && !choices.some((choice) => choice.value === value);
  return (
    <div className="min-w-0 max-sm:flex-1 max-sm:basis-36">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`sm:w-auto! sm:max-w-64 ${value === "" ? "" : chosenFilter}`}
      >
        <option value="">{all}</option>
        {gone && <option value={value}>…</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </Select>
    </div>
  );
}
