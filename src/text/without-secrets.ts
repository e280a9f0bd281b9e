const masks: readonly (readonly [RegExp, string])[] = [
  // User and password of an address. Where a password has characters that must not stand there,
  // such as a slash, only the last @ tells where it ends.
  [/([a-z][a-z\d+.-]*:\/\/)\S*@/gi, "$1…@"],
  // The same of an address without a scheme.
  [/(^|[\s"'`(=])[^\s"'`(=:@/]+:(?!\/\/)\S+@(?=[\w[])/g, "$1…@"],
  // A parameter or a variable that is named as a secret.
  [
    /([\w.-]*(?:secret|token|passw(?:or)?d|passwd|pwd|api[_-]?key)[\w.-]*=)(?:"[^"]*"|'[^']*'|[^\s&"']+)/gi,
    "$1…",
  ],
  // A JSON web token, as access tokens are.
  [/eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, "…"],
];

/**
 * Masks what people must not find in a log of what they have typed: passwords in addresses, values
 * that are named as secrets, access tokens.
 *
 * @param text a sentence that repeats something
 */
export function withoutSecrets(text: string): string {
  return masks.reduce((masked, [pattern, put]) => masked.replaceAll(pattern, put), text);
}
