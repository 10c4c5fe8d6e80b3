import { useNavigate } from "@tanstack/react-router";
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { signOut, useSession } from "../api/session.ts";
import { IconButton } from "../components/button.tsx";
import { useToasts } from "../components/toast.tsx";
import { type Theme, useTheme } from "./theme.ts";

const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const icons = { system: Monitor, light: Sun, dark: Moon };
const words = { system: "as the system has it", light: "light", dark: "dark" };

/** Who is signed in, the theme, and signing out. */
export function Account() {
  const session = useSession();
  const [theme, setTheme] = useTheme();
  const toasts = useToasts();
  const navigate = useNavigate();
  const Icon = icons[theme];
  const leave = async () => {
    try {
      await signOut();
      await navigate({ to: "/sign-in" });
    } catch (error) {
      toasts.failed("You are still signed in", error);
    }
  };
  return (
    <div className="flex items-center gap-1 border-t border-line pt-3">
      <div className="min-w-0 flex-1 px-2.5">
        <p className="truncate text-[13px] font-medium">{session?.workspace.name}</p>
        <p className="truncate text-xs text-ink-3">{session?.key.name}</p>
      </div>
      <IconButton label={`Theme: ${words[theme]}. Change it`} onClick={() => setTheme(next[theme])}>
        <Icon aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Sign out" onClick={leave}>
        <LogOut aria-hidden="true" className="size-4" />
      </IconButton>
    </div>
  );
}
