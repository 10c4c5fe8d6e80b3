import { Checkbox } from "../checkbox.tsx";
import { Field, type FieldControl, Input, Select, Textarea } from "../field.tsx";
import type { FieldInput, FormField } from "./form-schema.ts";

/** What a field holds, and what happens when that changes; `undefined`: left alone. */
export interface SchemaFieldState {
  readonly value: string | boolean | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: string | boolean | undefined) => void;
}

/** A field as its JSON Schema describes it. */
export function SchemaField({ field, value, problem, onChange }: { readonly field: FormField } & SchemaFieldState) {
  const { title, description, input, required, preset } = field;
  if (input === "boolean") {
    const usual = preset === true;
    return (
      <Checkbox
        label={title}
        hint={description}
        problem={problem}
        checked={typeof value === "boolean" ? value : usual}
        onChange={(checked) => onChange(checked === usual && !required ? undefined : checked)}
      />
    );
  }
  return (
    <Field label={title} hint={hintOf(field)} problem={problem} optional={!required}>
      {(control) => (
        <TextControl
          field={field}
          control={control}
          text={typeof value === "string" ? value : ""}
          onText={(text) => onChange(text === "" ? undefined : text)}
        />
      )}
    </Field>
  );
}

function TextControl({
  field: { input, required, example, preset, choices, minimum, maximum },
  control,
  text,
  onText,
}: {
  readonly field: FormField;
  readonly control: FieldControl;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const placeholder = example ?? (preset === null ? undefined : String(preset));
  const plain = {
    ...control,
    value: text,
    "aria-required": required || undefined,
    // What is typed here is no prose, and none of it belongs to the browser's memory.
    autoComplete: "off",
    autoCapitalize: "off",
    spellCheck: false,
  };
  if (input === "choice") {
    return (
      <Select {...control} value={text} onChange={(event) => onText(event.target.value)}>
        {preset === null ? <option value="">{required ? "Choose one" : "Left to the server"}</option> : null}
        {choices.map((choice) => (
          <option key={choice} value={choice === preset ? "" : choice}>
            {choice === preset ? `${choice} (usual)` : choice}
          </option>
        ))}
      </Select>
    );
  }
  if (input === "list" || input === "long-text" || input === "long-secret") {
    const rows = input === "list" ? Math.min(Math.max(text.split("\n").length, 2), 8) : 6;
    return (
      <Textarea
        {...plain}
        rows={rows}
        placeholder={input === "long-secret" ? "-----BEGIN … KEY-----" : placeholder}
        className={input === "list" ? "min-h-0" : "font-mono text-[13px]"}
        onChange={(event) => onText(event.target.value)}
      />
    );
  }
  return (
    <Input
      {...plain}
      type={types[input] ?? "text"}
      {...(input === "secret" && { autoComplete: "new-password" })}
      {...(input === "integer" && {
        inputMode: "numeric" as const,
        min: minimum ?? undefined,
        max: maximum ?? undefined,
      })}
      placeholder={placeholder}
      onChange={(event) => onText(event.target.value)}
    />
  );
}

const types: Partial<Record<FieldInput, string>> = { secret: "password", date: "date", address: "url" };

function hintOf({ description, input }: FormField): string | null {
  return input === "list" ? [description, "One a line."].filter(Boolean).join(" ") : description;
}
