import { changeSource, type Source } from "../../../api/source.ts";
import { useSourceAction } from "./use-source-action.ts";

/** Why a source cannot be called so. */
export const NO_NAME = "A source needs a name.";

/** Gives a source another name, and says so; whether it has it is what `rename` resolves to. */
export function useRename({ id, name: before }: Pick<Source, "id" | "name">) {
  const { busy, run } = useSourceAction();
  const rename = async (name: string): Promise<boolean> =>
    name === before ||
    run(
      "The name is as it was",
      () => changeSource(id, { name }),
      ({ source }) => [`It is called ${source.name} now`],
    );
  return { busy, rename };
}
