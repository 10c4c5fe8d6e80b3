import { type FormEvent, useState } from "react";
import { changeSource, type Source } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { Field, Input } from "../../../components/field.tsx";
import { useSourceAction } from "../actions/use-source-action.ts";

const NAME_MAX_LENGTH = 200;

/** The name of a source in lists and results. */
export function NameSection({ source: { id, name: before } }: { readonly source: Source }) {
  const [name, setName] = useState(before);
  const { busy, run } = useSourceAction();
  const trimmed = name.trim();
  const changed = trimmed !== before;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!changed || trimmed === "") return;
    await run(
      "The name is as it was",
      () => changeSource(id, { name: trimmed }),
      ({ source }) => [`It is called ${source.name} now`],
    );
  };
  return (
    <Section title="Name">
      <form noValidate onSubmit={save} className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <Field
            label={<span className="sr-only">Name</span>}
            hint="What it is called in lists and results."
            problem={trimmed === "" ? "A source needs a name." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={NAME_MAX_LENGTH}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" className="mt-1" busy={busy} disabled={!changed || trimmed === ""}>
          Save
        </Button>
      </form>
    </Section>
  );
}
