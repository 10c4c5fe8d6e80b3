import { useState } from "react";
import { changeSource, type Source } from "../../../api/source.ts";
import type { SourceKind } from "../../../api/source-kinds.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { CredentialsForm } from "../../../components/connection/credentials-form.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Fold } from "../../../components/fold.tsx";
import { StepList } from "../../../components/step-list.tsx";
import { useSourceAction } from "../actions/use-source-action.ts";

/** How a source signs in: replaced by others once these are known to work. */
export function CredentialsSection({ source, kind }: { readonly source: Source; readonly kind: SourceKind }) {
  const { id, name, config } = source;
  const [open, setOpen] = useState(false);
  const { run } = useSourceAction();
  const close = () => setOpen(false);
  const replace = async (credentials: Record<string, unknown>) => {
    const done = await run(
      "The credentials are as they were",
      () => changeSource(id, { credentials }),
      () => [`${name} signs in with the new credentials`],
    );
    if (done) close();
  };
  return (
    <div id="credentials" className="scroll-mt-5">
      <Section
        title="Credentials"
        description="Kept encrypted on the server and never shown. New ones are tried first; the old ones stay when they do not work."
        actions={
          <Button size="small" onClick={() => setOpen(true)}>
            Replace…
          </Button>
        }
      >
        <Fold summary="How to get new ones">
          <StepList steps={kind.guide} />
        </Fold>
      </Section>
      <Dialog
        open={open}
        onClose={close}
        title={`Replace the credentials of ${name}`}
        description="They are tried before they replace the old ones."
      >
        <CredentialsForm kind={kind} config={config} submit="Replace" onSubmit={replace} onCancel={close} />
      </Dialog>
    </div>
  );
}
