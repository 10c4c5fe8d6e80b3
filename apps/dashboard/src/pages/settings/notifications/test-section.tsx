import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { type Preferences, preferencesQuery, sendTest } from "../../../api/notifications.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { useToasts } from "../../../components/toast.tsx";

/** What fails is known within this time, and looked for as often. */
const WATCHED_MS = 30_000;
const LOOK_MS = 2_000;

/** Sends a message everywhere that is set up, to see that it arrives. */
export function TestSection({ preferences: { topics, email, slack } }: { readonly preferences: Preferences }) {
  const [busy, setBusy] = useState(false);
  const [sentAt, setSentAt] = useState<number>();
  const toasts = useToasts();
  useQuery({ ...preferencesQuery, refetchInterval: sentAt === undefined ? false : LOOK_MS });
  useEffect(() => {
    if (sentAt === undefined) return;
    const timer = setTimeout(() => setSentAt(undefined), WATCHED_MS);
    return () => clearTimeout(timer);
  }, [sentAt]);
  const places = [...(email.ready ? ["the email addresses"] : []), ...(slack.ready ? ["Slack"] : [])].join(" and ");
  const reason =
    places === ""
      ? "Set up email or Slack first."
      : topics.length === 0
        ? "Nobody is told of anything: choose what for."
        : null;
  const failed = email.problem !== null || slack.problem !== null;
  const send = async () => {
    setBusy(true);
    try {
      await sendTest();
      toasts.done("A test is on its way", `It goes to ${places}.`);
      setSentAt(Date.now());
    } catch (error) {
      toasts.failed("No test was sent", error);
    }
    setBusy(false);
  };
  return (
    <Section title="Send a test" description="A message that says nothing is wrong, everywhere that is set up.">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          size="small"
          icon={<Send aria-hidden="true" className="size-3.5" />}
          busy={busy}
          disabled={reason !== null}
          onClick={() => void send()}
        >
          Send a test
        </Button>
        <p role="status" className="text-[13px] text-ink-2">
          {reason ??
            (sentAt !== undefined &&
              (failed ? "The last message failed: see above." : "Sent. If it cannot be delivered, that shows here."))}
        </p>
      </div>
    </Section>
  );
}
