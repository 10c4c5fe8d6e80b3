import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { changeSource, refreshSources } from "../../api/source.ts";
import { type Connection, connectSource, type SourceCheck } from "../../api/source-check.ts";
import type { SourceKind } from "../../api/source-kinds.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { CheckResult } from "../../components/connection/check-result.tsx";
import { useConnectionForm } from "../../components/connection/use-connection-form.ts";
import { NameField } from "../../components/name-field.tsx";
import { FormPartFields } from "../../components/schema-form/form-part-fields.tsx";
import { useFormPart } from "../../components/schema-form/use-form-part.ts";
import { useToasts } from "../../components/toast.tsx";
import { ExistingNotice } from "./existing-notice.tsx";

/** Asks for what a source of a kind needs, tries it, and connects it. */
export function ConnectForm({ kind }: { readonly kind: SourceKind }) {
  const config = useFormPart(kind.config);
  const credentials = useFormPart(kind.credentials);
  const [name, setName] = useState("");
  const { form, state, current, connection, filled, problems, elsewhere, checkNow, onChange, onBlur } =
    useConnectionForm(kind.kind, { config, credentials });
  const connect = useConnect(kind, name);
  const found = current && state.phase === "checked" ? state.result : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (connect.busy) return;
    const check = await checkNow();
    if (check) await connect.run(connection, check);
  };
  return (
    <form ref={form} noValidate className="min-w-0 space-y-5" onSubmit={submit} onChange={onChange} onBlur={onBlur}>
      <Section title="What to connect">
        <FormPartFields part={config} question="What it is" problems={problems.config} />
      </Section>
      {credentials.group && (
        <Section title="Signing in">
          <FormPartFields
            part={credentials}
            question={`Sign in to ${kind.name} with`}
            problems={problems.credentials}
          />
        </Section>
      )}
      {found?.existing && <ExistingNotice existing={found.existing} />}
      <div className="space-y-4 rounded-xl border border-line bg-surface px-4 py-4 shadow-card sm:px-5">
        <NameField
          optional
          hint="What it is called in lists and results; you can change it at any time."
          value={name}
          placeholder={found?.account?.title ?? "Its own name when left out"}
          onChange={setName}
        />
        <CheckResult
          {...{ state, current, elsewhere }}
          waitingFor={
            filled
              ? "Not checked yet. Connecting checks it first."
              : "Once the fields above are filled in, it is checked whether this works, before anything is saved."
          }
        />
        <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
          <Button type="submit" look="primary" busy={connect.busy}>
            {connectLabel(found)}
          </Button>
          <Button onClick={() => void checkNow()} disabled={connect.busy}>
            Check
          </Button>
        </div>
      </div>
    </form>
  );
}

function connectLabel(found: SourceCheck | null): string {
  if (!found?.existing) return "Connect";
  return found.existing.status === "archived" ? "Restore" : "Change the connected one";
}

/** Connects what was checked, and goes to the source's page. */
function useConnect(kind: SourceKind, name: string) {
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const navigate = useNavigate();
  const run = async (connection: Connection, { ok }: SourceCheck) => {
    if (!ok) return;
    setBusy(true);
    try {
      const trimmed = name.trim();
      const { source, created, restored } = await connectSource(kind.kind, connection, trimmed);
      // One that was connected before keeps its name unless it is given another.
      if (!created && trimmed !== "" && trimmed !== source.name) await changeSource(source.id, { name: trimmed });
      const done = created ? "is connected" : restored ? "is restored" : "has these settings now";
      toasts.done(`${source.name} ${done}`, "It is read now; what is ready can be searched already.");
      void refreshSources();
      await navigate({ to: "/sources/$sourceId", params: { sourceId: source.id } });
    } catch (error) {
      toasts.failed(`${kind.name} is not connected`, error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}
