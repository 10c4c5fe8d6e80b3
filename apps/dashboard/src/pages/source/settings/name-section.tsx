import { type FormEvent, useState } from "react";
import type { Source } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { NameField } from "../../../components/name-field.tsx";
import { NO_NAME, useRename } from "../actions/use-rename.ts";

/** The name of a source in lists and results. */
export function NameSection({ source }: { readonly source: Source }) {
  const [name, setName] = useState(source.name);
  const { busy, rename } = useRename(source);
  const trimmed = name.trim();
  const changed = trimmed !== source.name;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!changed || trimmed === "") return;
    await rename(trimmed);
  };
  return (
    <Section title="Name">
      <form noValidate onSubmit={save} className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <NameField
            label={<span className="sr-only">Name</span>}
            hint="What it is called in lists and results."
            problem={trimmed === "" ? NO_NAME : undefined}
            value={name}
            onChange={setName}
          />
        </div>
        <Button type="submit" className="mt-1" busy={busy} disabled={!changed || trimmed === ""}>
          Save
        </Button>
      </form>
    </Section>
  );
}
