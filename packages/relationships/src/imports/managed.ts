import { type Import, type ImportReader, name } from "./import.ts";
import { stemOf } from "./paths.ts";

/** How much of a file is read for the package or the namespace it is in. */
const HEAD_MAX = 50_000;

const jvmImport =
  /^[ \t]{0,20}import[ \t]+(?:static[ \t]+)?([\w.]{1,300}?)(\.[*_])?(?:[ \t]+as[ \t]+\w+)?[ \t]*;?[ \t]*$/gm;
const dotnetUsing =
  /^[ \t]{0,20}(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?(?:\w+[ \t]*=[ \t]*)?([\w.]{1,300})[ \t]*;/gm;

/** Java, Kotlin, Scala and Groovy: types by the package their files name. */
export const jvm: ImportReader = {
  family: "jvm",
  extensions: ["java", "kt", "kts", "scala", "groovy"],
  *imports(code) {
    for (const match of code.matchAll(jvmImport)) {
      const [, given = "", star] = match;
      if (/^(?:java|javax|jdk|sun|kotlin|kotlinx|scala)(?:\.|$)/.test(given) || !given.includes(".")) continue;
      const segments = given.split(".");
      const type = segments.findIndex((segment) => /^[A-Z]/.test(segment));
      const targets =
        type >= 0
          ? [name("jvm", segments.slice(0, type + 1).join("."))]
          : star !== undefined
            ? [name("jvm-package", given)]
            : [name("jvm", given), name("jvm-package", segments.slice(0, -1).join("."))];
      yield { targets, unresolved: "hidden", ...rangeOf(match) };
    }
  },
  names(code, path) {
    const own = /^[ \t]*package[ \t]+([\w.]{1,300})/m.exec(code.slice(0, HEAD_MAX))?.[1];
    return own === undefined ? [] : [name("jvm", `${own}.${stemOf(path)}`), name("jvm-package", own)];
  },
};

/** C#: namespaces by the files that declare them. */
export const dotnet: ImportReader = {
  family: "dotnet",
  extensions: ["cs"],
  *imports(code) {
    for (const match of code.matchAll(dotnetUsing)) {
      const given = match[1] ?? "";
      if (/^(?:System|Microsoft)(?:\.|$)/.test(given)) continue;
      const above = given.slice(0, Math.max(0, given.lastIndexOf(".")));
      const targets = [given, ...(above === "" ? [] : [above])].map((namespace) => name("dotnet", namespace));
      yield { targets, unresolved: "hidden", ...rangeOf(match) };
    }
  },
  names: (code) =>
    [...code.slice(0, HEAD_MAX).matchAll(/^[ \t]*namespace[ \t]+([\w.]{1,300})/gm)]
      .slice(0, 5)
      .map((match) => name("dotnet", match[1] ?? "")),
};

function rangeOf(match: RegExpExecArray): Pick<Import, "start" | "end"> {
  const literal = match[0].trimEnd();
  return { start: match.index + literal.length - literal.trimStart().length, end: match.index + literal.length };
}
