/** `net.isIP` and its like. @module */

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

export const isIPv4 = (text: unknown): boolean => IPV4.test(`${text}`)

export function isIPv6(text: unknown): boolean {
  const [address = '', zone, ...more] = `${text}`.split('%')
  if (more.length > 0 || zone === '') return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const embedded = last.includes('.')
  if (embedded && (!isIPv4(last) || address.endsWith('::'))) return false
  const words = embedded ? groups.slice(0, -1) : groups
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return false
  const count = words.length + (embedded ? 2 : 0)
  return halves.length === 2 ? count <= 7 : count === 8
}

export const isIP = (text: unknown): 0 | 4 | 6 => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0)
