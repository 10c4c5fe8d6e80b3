import { type FormEvent, useState } from "react";
import { ApiProblem, wordsOf } from "../../../api/client.ts";
import { changePreferences, type Preferences } from "../../../api/notifications.ts";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { Field, Input } from "../../../components/field.tsx";
import { Notice } from "../../../components/states.tsx";
import { useToasts } from "../../../components/toast.tsx";

/** The Slack channel that is told: by an incoming webhook, whose address is a secret. */
export function SlackSection({ preferences: { slack } }: { readonly preferences: Preferences }) {
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title="Slack"
      actions={
        slack.ready && (
          <Badge tone="good" dot>
            Set up
          </Badge>
        )
      }
    >
      {slack.problem && (
        <div className="mb-4">
          <Notice tone="bad" title="The last message could not be sent">
            {slack.problem.message}
          </Notice>
        </div>
      )}
      {slack.ready && !editing ? (
        <Ready onReplace={() => setEditing(true)} />
      ) : (
        <AddressForm replaces={slack.ready} onDone={() => setEditing(false)} />
      )}
    </Section>
  );
}

function Ready({ onReplace }: { readonly onReplace: () => void }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const remove = async () => {
    setBusy(true);
    try {
      await changePreferences({ slackWebhookUrl: null });
      toasts.done("Slack is not told any more");
    } catch (error) {
      toasts.failed("Slack is still told", error);
    }
    setBusy(false);
    setAsking(false);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="min-w-0 flex-1 basis-60 text-sm text-ink-2">
        Messages go to the channel of an incoming webhook. Its address is kept sealed and never shown.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={onReplace}>
          Replace
        </Button>
        <Button size="small" look="danger" onClick={() => setAsking(true)}>
          Remove
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove()}
        title="Stop telling Slack?"
        confirm="Remove the webhook"
        busy={busy}
        danger
      >
        <p>Its address is forgotten here: to tell Slack again, it has to be given again.</p>
      </ConfirmDialog>
    </div>
  );
}

function AddressForm({ replaces, onDone }: { readonly replaces: boolean; readonly onDone: () => void }) {
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() === "") {
      setProblem("Paste the address of an incoming webhook.");
      return;
    }
    setBusy(true);
    try {
      await changePreferences({ slackWebhookUrl: address.trim() });
      toasts.done("Slack is told from now on", "Send a test to see that it arrives.");
      setAddress("");
      onDone();
    } catch (error) {
      // What cannot be used is said where it was written.
      if (error instanceof ApiProblem) setProblem(wordsOf(error));
      else toasts.failed("It is as it was", error);
    }
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={save} className="space-y-4">
      <Field
        label="Incoming webhook"
        hint="In Slack: your app’s settings, Incoming Webhooks, Add New Webhook to Workspace. Begins with https://hooks.slack.com/services/."
        problem={problem}
        optional={!replaces}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            value={address}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setAddress(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" size="small" busy={busy} disabled={address === ""}>
          Save the webhook
        </Button>
        {replaces && (
          <Button size="small" onClick={onDone}>
            Keep the one there is
          </Button>
        )}
      </div>
    </form>
  );
}
