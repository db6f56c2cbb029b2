/**
 * Texts of the problems that the editor marks in a script: those of our own checks, and those that replace the
 * compiler’s.
 * @module
 */

/** Messages of our own checks. */
export const problemText = {
  otherMajor: (request: string, module: string, version: string) =>
    `\`${request}\` is not offered. The script gets ${module.replace(/@\d+/, '')} ${version} instead.`,
  notAKey: (key: string, near: string | undefined, isEmpty: boolean) =>
    `The configuration has no key ${key}.${near ? ` Did you mean ${near}?` : ` Add it under Configuration${isEmpty ? ', which is still empty' : ''}.`}`,
  misspelt: (field: string, meant: string) =>
    `\`${field}\` is not a field of the profile. Did you mean \`${meant}\`?`,
  misspeltAndMissing: (field: string, meant: string) =>
    `The profile has no \`${meant}\`. Did you mean \`${meant}\` instead of \`${field}\`?`,
  noUserId:
    'The profile has no `user_id`. Return one that is the same at every sign-in. Without it, the user cannot be imported.',
  noEmail:
    'The profile has no `email`. The user is stored under the identifier that the person typed, if the connection allows that.',
  notAProfile: (what: string) =>
    `The callback got ${what} instead of a profile, so there is no user to import.`,
  notAFunction: 'The script must be one function, such as `function login(email, password, callback) { … }`.',
  notOfferedGlobal: (name: string, instead: string) => `The global \`${name}\` is not offered. ${instead}`,
  deprecated: (name: string, reason: string) => `\`${name}\` is deprecated.${reason && ` ${reason}`}`,
  write: (text: string) => `Write ${text}`,
} as const

/**
 * Messages by the compiler's code. Each function receives the quoted parts of the compiler's message, in order, and
 * returns undefined to keep the compiler's message.
 */
const translations: { readonly [code: number]: (...quoted: string[]) => string | undefined } = {
  1002: () => 'The string is not closed: a quotation mark is missing on this line.',
  1005: (token) => `A ${token} is missing here.`,
  1109: () => 'Something is missing here: a value was expected.',
  1128: () => 'This does not belong here. Check for an extra bracket before it.',
  1160: () => 'The template string is not closed: a backtick is missing.',
  1308: () => '`await` works only inside an `async` function.',
  2304: (name) => `\`${name}\` is not defined: neither the script nor the sandbox has it.`,
  2339: (name, type) => `\`${name}\` does not exist on ${described(type)}.`,
  2349: () => 'This is not a function, so it cannot be called.',
  2345: (given, wanted) =>
    wanted && `This argument is ${described(given)}, where ${described(wanted)} is expected.`,
  2322: (given, wanted) => wanted && `This is ${described(given)}, where ${described(wanted)} is expected.`,
  2351: () => 'This is not a class, so `new` does not work on it.',
  2451: (name) => `\`${name}\` is declared twice.`,
  2531: () => 'This may be null.',
  2532: () => 'This may be undefined.',
  2551: (name, type, meant) => `\`${name}\` does not exist on ${described(type)}. Did you mean \`${meant}\`?`,
  2552: (name, meant) => `\`${name}\` is not defined. Did you mean \`${meant}\`?`,
  2561: (name, type, meant) => `\`${name}\` does not exist on ${described(type)}. Did you mean \`${meant}\`?`,
  2769: () => 'This function cannot be called with these arguments.',
  18047: (name) => `\`${name}\` may be null.`,
  18048: (name) => `\`${name}\` may be undefined.`,
  18049: (name) => `\`${name}\` may be null or undefined.`,
  6133: (name) => `\`${name}\` is never used.`,
}

const COUNT = /^Expected (.+) arguments?, but got (\d+)\./

/** @returns our message for the problem; the first line of the compiler's message when we have none */
export function translate(code: number, message: string): string {
  const [line = ''] = message.split('\n')
  if (code === 2554 || code === 2555) {
    const [, wanted, given] = COUNT.exec(line) ?? []
    if (wanted)
      return `This call takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'}, but got ${given}.`
  }
  const quoted = [...line.matchAll(/'((?:[^']|'(?=\w))*)'(?!\w)/g)].map(([, text = '']) => text)
  return translations[code]?.(...quoted) ?? line
}

/** A type as the compiler prints it, in plain words where we have any. */
function described(type: string | undefined): string {
  if (!type) return 'this value'
  if (type === 'string') return 'a string'
  if (type === 'number') return 'a number'
  if (type === 'boolean') return 'true or false'
  const module = /^typeof import\("?([^")]+)"?\)$/.exec(type)?.[1]
  if (module) return `the module ${module}`
  const words = type.length > 80 ? `${type.slice(0, 79)}…` : type
  return `\`${words}\``
}
