import type { SyntaxLanguage } from "./language.ts";
import { childName, fieldName, preludeName } from "./names.ts";

/** Python. */
export const python: SyntaxLanguage = {
  name: "python",
  grammar: "python",
  extensions: ["py", "pyi", "pyx"],
  definitions: { function_definition: fieldName(), class_definition: fieldName() },
  wrappers: ["decorated_definition"],
  annotations: ["decorator"],
  imports: {
    import_statement: /(?:^import|,)\s*([\w.]+)/g,
    import_from_statement: /^from\s+([\w.]+)/g,
    future_import_statement: /^from\s+(\w+)/g,
  },
  docStrings: true,
};

/** Ruby. */
export const ruby: SyntaxLanguage = {
  name: "ruby",
  grammar: "ruby",
  extensions: ["rb", "rake", "gemspec"],
  definitions: { class: fieldName(), method: fieldName(), singleton_method: fieldName() },
  namespaces: { module: fieldName() },
  imports: { call: /^(?:require|require_relative|load)\s*\(?\s*["']([^"'\n]+)["']/g },
};

/** PHP, with the HTML around it. */
export const php: SyntaxLanguage = {
  name: "php",
  grammar: "php",
  extensions: ["php"],
  definitions: {
    function_definition: fieldName(),
    method_declaration: fieldName(),
    class_declaration: fieldName(),
    interface_declaration: fieldName(),
    trait_declaration: fieldName(),
    enum_declaration: fieldName(),
  },
  namespaces: { namespace_definition: fieldName() },
  imports: { namespace_use_declaration: /(?:\buse\s+(?:function\s+|const\s+)?|,\s*)([\w\\]+)/g },
};

/** Shell scripts. */
export const bash: SyntaxLanguage = {
  name: "bash",
  grammar: "bash",
  extensions: ["sh", "bash", "zsh"],
  definitions: { function_definition: fieldName() },
  imports: { command: /^(?:source|\.)\s+["']?([^\s"';]+)/g },
};

/** PowerShell. */
export const powershell: SyntaxLanguage = {
  name: "powershell",
  grammar: "powershell",
  extensions: ["ps1", "psm1"],
  definitions: {
    function_statement: childName("function_name"),
    class_statement: childName("simple_name"),
    class_method_definition: childName("simple_name"),
    enum_statement: childName("simple_name"),
  },
};

/** CSS. */
export const css: SyntaxLanguage = {
  name: "css",
  grammar: "css",
  extensions: ["css"],
  definitions: {
    rule_set: preludeName,
    media_statement: preludeName,
    supports_statement: preludeName,
    keyframes_statement: preludeName,
    at_rule: preludeName,
  },
  imports: { import_statement: /["']([^"'\n]+)["']/g },
};
