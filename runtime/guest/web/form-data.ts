/** `FormData`. @see https://xhr.spec.whatwg.org/#interface-formdata @module */
import { Blob, File } from './blob.ts'

export type FormValue = string | File

function entryOf(value: unknown, filename: unknown): FormValue {
  if (!(value instanceof Blob)) return `${value}`
  if (value instanceof File && filename === undefined) return value
  return new File([value], filename === undefined ? 'blob' : filename, { type: value.type })
}

export class FormData {
  #entries: [name: string, value: FormValue][] = []

  constructor(form?: unknown) {
    if (form !== undefined) throw new TypeError('FormData takes no form: there are none here.')
  }

  append(name: unknown, value: unknown, filename?: unknown): void {
    this.#entries.push([`${name}`, entryOf(value, filename)])
  }
  set(name: unknown, value: unknown, filename?: unknown): void {
    const entry: [string, FormValue] = [`${name}`, entryOf(value, filename)]
    const at = this.#entries.findIndex(([other]) => other === `${name}`)
    if (at < 0) this.#entries.push(entry)
    else
      this.#entries = this.#entries.flatMap((other, i) =>
        i === at ? [entry] : other[0] === `${name}` ? [] : [other],
      )
  }
  delete(name: unknown): void {
    this.#entries = this.#entries.filter(([other]) => other !== `${name}`)
  }
  get(name: unknown): FormValue | null {
    return this.#entries.find(([other]) => other === `${name}`)?.[1] ?? null
  }
  getAll(name: unknown): FormValue[] {
    return this.#entries.filter(([other]) => other === `${name}`).map(([, value]) => value)
  }
  has(name: unknown): boolean {
    return this.#entries.some(([other]) => other === `${name}`)
  }
  forEach(callback: (value: FormValue, name: string, form: FormData) => void, thisArg?: unknown): void {
    for (const [name, value] of this) callback.call(thisArg, value, name, this)
  }
  *entries(): IterableIterator<[string, FormValue]> {
    yield* [...this.#entries]
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.#entries) yield name
  }
  *values(): IterableIterator<FormValue> {
    for (const [, value] of this.#entries) yield value
  }
  [Symbol.iterator](): IterableIterator<[string, FormValue]> {
    return this.entries()
  }
  get [Symbol.toStringTag](): string {
    return 'FormData'
  }
}
