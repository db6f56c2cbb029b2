/** Passwords as Firebase exports them; the parameters are those of the project. */
declare module 'firebase-scrypt' {
  export class FirebaseScrypt {
    constructor(parameters: { memCost: number; rounds: number; saltSeparator: string; signerKey: string })
    hash(password: string, salt: string): Promise<string>
    verify(password: string, salt: string, hash: string): Promise<boolean>
  }
}
