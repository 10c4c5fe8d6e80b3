import { ChoiceCards } from "../choice-cards.tsx";
import { SchemaForm } from "./schema-form.tsx";
import type { FormPart } from "./use-form-part.ts";

/** A part of a form: which way it is filled in where there are several, and the fields of that way. */
export function FormPartFields({
  part,
  question,
  problems,
}: {
  readonly part: FormPart;
  /** Asks which way it is filled in. */
  readonly question: string;
  readonly problems: Readonly<Record<string, string>>;
}) {
  const { groups, chosen, choose, group, values, change } = part;
  return (
    <div className="space-y-4">
      {groups.length > 1 && (
        <ChoiceCards
          label={question}
          choices={groups.map(({ title, description }, value) => ({
            value,
            title: title ?? `Way ${value + 1}`,
            description,
          }))}
          chosen={chosen}
          onChange={choose}
        />
      )}
      {group && <SchemaForm key={chosen} group={group} values={values} problems={problems} onChange={change} />}
    </div>
  );
}
