/** Neo4j, by Bolt. */
declare module 'neo4j-driver' {
  interface Result {
    records: { get(key: string | number): any; toObject(): any; keys: string[] }[]
    summary: any
  }
  /** @made it.driver('bolt://127.0.0.1:1').session() */
  interface Session {
    run(query: string, parameters?: object): Promise<Result>
    executeRead<Value>(work: (transaction: { run: Session['run'] }) => Promise<Value>): Promise<Value>
    executeWrite<Value>(work: (transaction: { run: Session['run'] }) => Promise<Value>): Promise<Value>
    close(): Promise<void>
  }
  /** @made it.driver('bolt://127.0.0.1:1') */
  interface Driver {
    session(options?: { database?: string; defaultAccessMode?: string }): Session
    verifyConnectivity(): Promise<any>
    close(): Promise<void>
  }

  export function driver(url: string, auth?: object, options?: object): Driver
  export const auth: {
    readonly basic: (user: string, password: string) => object
    readonly bearer: (token: string) => object
  }
  export function int(value: number | string): any
  export function isInt(value: unknown): boolean
}
