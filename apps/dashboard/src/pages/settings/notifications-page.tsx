import { useQuery } from "@tanstack/react-query";
import { preferencesQuery } from "../../api/notifications.ts";
import { Section } from "../../components/card.tsx";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { EmailSection } from "./notifications/email-section.tsx";
import { SlackSection } from "./notifications/slack-section.tsx";
import { TestSection } from "./notifications/test-section.tsx";
import { TopicsSection } from "./notifications/topics-section.tsx";

/** What people are told of, and where. */
export function NotificationsPage() {
  const { data, error, refetch } = useQuery(preferencesQuery);
  if (!data) {
    return (
      <Section title="Notifications">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-60" />}
      </Section>
    );
  }
  return (
    <>
      <TopicsSection preferences={data} />
      <EmailSection preferences={data} />
      <SlackSection preferences={data} />
      <TestSection preferences={data} />
    </>
  );
}
