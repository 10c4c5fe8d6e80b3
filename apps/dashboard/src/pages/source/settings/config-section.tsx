import { useState } from "react";
import type { Source } from "../../../api/source.ts";
import type { SourceKind } from "../../../api/source-kinds.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { classes } from "../../../components/classes.ts";
import { Fold } from "../../../components/fold.tsx";
import { type FormField, readFormSchema } from "../../../components/schema-form/form-schema.ts";
import { ChangeConfigDialog } from "./change-config-dialog.tsx";
import { settingWords } from "./config-words.ts";

/** What a source reads, in the words of its kind. */
export function ConfigSection({ source, kind }: { readonly source: Source; readonly kind: SourceKind }) {
  const { config } = source;
  const [open, setOpen] = useState(false);
  const fields = readFormSchema(kind.config)[0]?.fields ?? [];
  const known = fields.map(({ name }) => name);
  // What a newer version of the kind kept and this one has no words for.
  const unknown = Object.keys(config).filter((name) => !known.includes(name));
  const basic = fields.filter((field) => !field.advanced || settingWords(field, config[field.name]).chosen);
  const rest = fields.filter((field) => !basic.includes(field));
  return (
    <Section
      title="What it syncs"
      description="Changing it syncs everything again; what did not change stays as it is."
      actions={
        <Button size="small" onClick={() => setOpen(true)}>
          Change…
        </Button>
      }
    >
      <Settings fields={basic} config={config} />
      {unknown.map((name) => (
        <p key={name} className="mt-2 text-[13px] break-words text-ink-2">
          {name}: {JSON.stringify(config[name])}
        </p>
      ))}
      {rest.length > 0 && (
        <Fold summary="Everything else is as usual" className="mt-4">
          <Settings fields={rest} config={config} />
        </Fold>
      )}
      <ChangeConfigDialog source={source} kind={kind} open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

function Settings({ fields, config }: { readonly fields: readonly FormField[]; readonly config: Source["config"] }) {
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {fields.map((field) => {
        const { value, chosen } = settingWords(field, config[field.name]);
        return (
          <div key={field.name} className="min-w-0" title={field.description ?? undefined}>
            <dt className="text-[13px] text-ink-3">{field.title}</dt>
            <dd className={classes("text-sm break-words", chosen ? "font-medium text-ink" : "text-ink-2")}>{value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
