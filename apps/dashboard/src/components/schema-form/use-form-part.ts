import { useMemo, useState } from "react";
import { type FieldGroup, readFormSchema } from "./form-schema.ts";
import { type FormValues, isFilled, missing, sendable, typedOf } from "./form-values.ts";

/** A part of a form that is made from a JSON Schema: which of its ways is filled in, and with what. */
export interface FormPart {
  /** The ways to fill it in; none when nothing is asked for. */
  readonly groups: readonly FieldGroup[];
  readonly chosen: number;
  readonly choose: (index: number) => void;
  readonly group: FieldGroup | undefined;
  readonly values: FormValues;
  readonly change: (name: string, value: string | boolean | undefined) => void;
  /** What is sent of it. */
  readonly sent: Record<string, unknown>;
  readonly filled: boolean;
  readonly missing: Record<string, string>;
}

/**
 * Keeps what is typed into a part of a form; each way keeps its own, so that trying another loses nothing. `before`: what was
 * sent once and is changed now.
 */
export function useFormPart(schema: unknown, before?: Readonly<Record<string, unknown>>): FormPart {
  const groups = useMemo(() => readFormSchema(schema), [schema]);
  const [chosen, choose] = useState(0);
  const [typed, setTyped] = useState<Readonly<Record<number, FormValues>>>(() =>
    before ? { 0: typedOf(groups[0]?.fields ?? [], before) } : {},
  );
  const group = groups[chosen];
  const values = typed[chosen] ?? {};
  const fields = group?.fields ?? [];
  const change = (name: string, value: string | boolean | undefined) =>
    setTyped((now) => {
      const { [name]: _old, ...others } = now[chosen] ?? {};
      return { ...now, [chosen]: value === undefined ? others : { ...others, [name]: value } };
    });
  return {
    ...{ groups, chosen, choose, group, values, change },
    sent: sendable(fields, values),
    filled: isFilled(fields, values),
    missing: missing(fields, values),
  };
}
