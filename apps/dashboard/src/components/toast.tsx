import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import type { ReactNode } from "react";
import { wordsOf } from "../api/client.ts";
import { IconButton } from "./button.tsx";

const SHOWN_MS = 5_000;
/** What went wrong is there long enough to be read twice. */
const PROBLEM_SHOWN_MS = 12_000;

/** Shows what was done, in a corner, to whoever looks and to screen readers. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider timeout={SHOWN_MS} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-3 bottom-3 z-50 mx-auto flex max-w-sm flex-col gap-2 sm:right-5 sm:bottom-5 sm:left-auto sm:mx-0 sm:w-96">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** `done` says that something was done, `failed` why it was not. */
export function useToasts() {
  const { add } = Toast.useToastManager();
  return {
    done: (title: string, description?: string) => {
      add({ type: "done", title, ...(description && { description }) });
    },
    failed: (title: string, error: unknown) => {
      add({ type: "failed", title, description: wordsOf(error), timeout: PROBLEM_SHOWN_MS, priority: "high" });
    },
  };
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["down", "right"]}
      className="rounded-xl border border-line bg-raised py-3 pr-2 pl-3.5 shadow-popup transition data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5">
        {toast.type === "failed" ? (
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
        ) : (
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
        )}
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="text-[13px] break-words text-ink-2" />
        </div>
        <Toast.Close render={<IconButton label="Dismiss" className="-my-1" />}>
          <X aria-hidden="true" className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
