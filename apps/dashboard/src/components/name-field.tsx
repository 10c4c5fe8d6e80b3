import type { ComponentProps } from "react";
import { Field, Input } from "./field.tsx";

/** Longest name the console takes, in characters. */
const NAME_MAX_LENGTH = 200;

/** Asks for what something is called. */
export function NameField({
  value,
  placeholder,
  onChange,
  label = "Name",
  ...field
}: Pick<ComponentProps<typeof Field>, "hint" | "problem" | "optional"> & {
  readonly label?: ComponentProps<typeof Field>["label"];
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (name: string) => void;
}) {
  return (
    <Field {...field} label={label}>
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={NAME_MAX_LENGTH}
          placeholder={placeholder}
          autoComplete="off"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
