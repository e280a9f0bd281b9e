const masks: readonly (readonly [RegExp, string])[] = [
  // User and password of an address. A password with an unescaped slash ends only at the last @.
  [/([a-z][a-z\d+.-]*:\/\/)\S*@/gi, "$1…@"],
  // The same without a scheme.
  [/(^|[\s"'`(=])[^\s"'`(=:@/]+:(?!\/\/)\S+@(?=[\w[])/g, "$1…@"],
  // A parameter or a variable named like a secret.
  [
    /([\w.-]*(?:secret|token|passw(?:or)?d|passwd|pwd|api[_-]?key)[\w.-]*=)(?:"[^"]*"|'[^']*'|[^\s&"']+)/gi,
    "$1…",
  ],
  // A JSON web token: the form of access tokens.
  [/eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, "…"],
];

/** Masks the secrets in a message that repeats what the user has typed, for logs. */
export function withoutSecrets(text: string): string {
  return masks.reduce((masked, [pattern, put]) => masked.replaceAll(pattern, put), text);
}
