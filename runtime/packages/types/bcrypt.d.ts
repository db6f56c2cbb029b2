/** Hashes of passwords; at most 14 for the rounds. */
declare module 'bcrypt' {
  type Callback<Value> = (error: Error | null, value?: Value) => void

  export function hash(data: string, saltOrRounds: string | number): Promise<string>
  export function hash(data: string, saltOrRounds: string | number, callback: Callback<string>): void
  export function compare(data: string, hash: string): Promise<boolean>
  export function compare(data: string, hash: string, callback: Callback<boolean>): void
  export function genSalt(rounds?: number, callback?: Callback<string>): Promise<string>
  export function hashSync(data: string, saltOrRounds: string | number): string
  export function compareSync(data: string, hash: string): boolean
  export function genSaltSync(rounds?: number): string
  export function getRounds(hash: string): number
}
