type Absent<T> = { [name in keyof T]: undefined extends T[name] ? name : never }[keyof T]

/** Fields that may be undefined are optional instead. */
type DefinedOnly<T> = Omit<T, Absent<T> & keyof T> & {
  [name in Absent<T> & keyof T]?: Exclude<T[name], undefined>
}

/** @returns the fields that have a value: with `exactOptionalPropertyTypes`, a missing field is not an undefined one */
export function definedOnly<T extends object>(fields: T): DefinedOnly<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as DefinedOnly<T>
}
