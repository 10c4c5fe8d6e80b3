import { useState } from "react";
import { changePreferences, type Preferences, type Topic } from "../../../api/notifications.ts";
import { Section } from "../../../components/card.tsx";
import { Switch } from "../../../components/switch.tsx";
import { useToasts } from "../../../components/toast.tsx";
import { topics } from "./topics.ts";

/** What people are told of. */
export function TopicsSection({ preferences }: { readonly preferences: Preferences }) {
  const [saving, setSaving] = useState<Topic>();
  const toasts = useToasts();
  const change = async (topic: Topic, name: string, wanted: boolean) => {
    setSaving(topic);
    const others = preferences.topics.filter((one) => one !== topic);
    try {
      await changePreferences({ topics: wanted ? [...others, topic] : others });
      toasts.done(wanted ? "People are told of it" : "Nobody is told of it any more", name);
    } catch (error) {
      toasts.failed("It is as it was", error);
    }
    setSaving(undefined);
  };
  return (
    <Section
      title="What people are told of"
      description="Messages name sources and what is wrong, never what documents say."
    >
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        {topics.map(({ topic, name, hint }) => (
          <Switch
            key={topic}
            label={name}
            hint={hint}
            checked={(saving === topic) !== preferences.topics.includes(topic)}
            disabled={saving !== undefined}
            onChange={(wanted) => void change(topic, name, wanted)}
          />
        ))}
      </div>
    </Section>
  );
}
