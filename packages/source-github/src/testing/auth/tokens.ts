import { randomBytes } from "node:crypto";

const lengths = { classic: 36, "fine-grained": 82, "short-installation": 36 } as const;
const prefixes = { classic: "ghp_", "fine-grained": "github_pat_", "short-installation": "ghs_" } as const;

/** A token in the format GitHub gives its kind; an installation's is the long one of 2026, about 520 characters with dots. */
export function generateToken(
  kind: "classic" | "fine-grained" | "installation" | "short-installation",
  appId = 0,
): string {
  if (kind !== "installation") return prefixes[kind] + letters(lengths[kind]);
  return `ghs_${appId}_${letters(36)}.${letters(260)}.${letters(210)}`;
}

function letters(count: number): string {
  let text = "";
  while (text.length < count)
    text += randomBytes(count)
      .toString("base64")
      .replaceAll(/[^0-9A-Za-z]/g, "");
  return text.slice(0, count);
}
