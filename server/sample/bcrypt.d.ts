/** The part of the package that the sample store uses; the package has no types. */
declare module 'bcrypt' {
  export function hash(password: string, cost: number): Promise<string>
  export function compare(password: string, hash: string): Promise<boolean>
}
