/** What the sample store uses of the package, which brings no types. */
declare module 'bcrypt' {
  export function hash(password: string, cost: number): Promise<string>
  export function compare(password: string, hash: string): Promise<boolean>
}
