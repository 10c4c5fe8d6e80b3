import { type FormEvent, useState } from "react";
import { ApiProblem, wordsOf } from "../../../api/client.ts";
import { changePreferences, type Preferences } from "../../../api/notifications.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { Field, Textarea } from "../../../components/field.tsx";
import { formatPlural } from "../../../components/format.ts";
import { Notice } from "../../../components/states.tsx";
import { useToasts } from "../../../components/toast.tsx";
import { addressesOf, wrongAddress } from "./topics.ts";

/** Most addresses of a workspace. */
const EMAILS_MAX = 20;

/** Who is told by email. */
export function EmailSection({ preferences: { emails, email } }: { readonly preferences: Preferences }) {
  const [text, setText] = useState(emails.join("\n"));
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const addresses = addressesOf(text);
  const same = addresses.join() === emails.join();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = wrongAddress(addresses);
    if (wrong || addresses.length > EMAILS_MAX) {
      setProblem(
        wrong ? `${wrong} is no email address.` : `At most ${EMAILS_MAX} addresses: a mailing list holds more.`,
      );
      return;
    }
    setBusy(true);
    try {
      const kept = await changePreferences({ emails: addresses });
      setText(kept.emails.join("\n"));
      toasts.done(
        kept.emails.length === 0
          ? "Nobody is told by email"
          : `${formatPlural(kept.emails.length, "address", "addresses")} saved`,
      );
    } catch (error) {
      // What cannot be used is said where it was written.
      if (error instanceof ApiProblem) setProblem(wordsOf(error));
      else toasts.failed("The addresses are as they were", error);
    }
    setBusy(false);
  };
  return (
    <Section title="Email">
      <form noValidate onSubmit={save} className="space-y-4">
        {email.problem && (
          <Notice tone="bad" title="The last email could not be sent">
            {email.problem.message}
          </Notice>
        )}
        {emails.length > 0 && !email.ready && (
          <Notice tone="warn" title="No email is sent">
            This server has no mail server: whoever runs it sets SMTP_URL and SMTP_FROM and starts it again.
          </Notice>
        )}
        <Field label="Addresses" hint="One a line." problem={problem} optional>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              rows={3}
              spellCheck={false}
              autoComplete="off"
              placeholder="ada@example.com"
              onChange={(event) => {
                setText(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="small" busy={busy} disabled={same}>
          Save addresses
        </Button>
      </form>
    </Section>
  );
}
