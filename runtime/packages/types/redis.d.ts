/** Redis. */
declare module 'redis' {
  interface ClientOptions {
    /** `redis://user:password@host:port/0`, or `rediss:` for TLS */
    url?: string
    password?: string
    database?: number
    /** Say `reconnectStrategy: false`, or it tries on until the time limit. */
    socket?: {
      host?: string
      port?: number
      tls?: boolean
      connectTimeout?: number
      reconnectStrategy?: false
    }
  }

  /** @made it.createClient() */
  interface Client {
    connect(): Promise<this>
    close(): Promise<void>
    destroy(): void
    readonly isOpen: boolean
    on(event: 'error', listener: (error: Error) => void): this
    get(key: string): Promise<string | null>
    set(key: string, value: string | number, options?: { EX?: number; NX?: boolean }): Promise<string | null>
    del(key: string | string[]): Promise<number>
    exists(key: string): Promise<number>
    expire(key: string, seconds: number): Promise<number>
    ttl(key: string): Promise<number>
    incr(key: string): Promise<number>
    hGet(key: string, field: string): Promise<string | null>
    hGetAll(key: string): Promise<{ [field: string]: string }>
    hSet(key: string, fields: { [field: string]: string | number }): Promise<number>
    hDel(key: string, field: string): Promise<number>
    sIsMember(key: string, member: string): Promise<number>
    sendCommand(args: string[]): Promise<unknown>
    multi(): any
  }

  export function createClient(options?: ClientOptions): Client
}
