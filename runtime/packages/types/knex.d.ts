/** Queries over mysql, mysql2 and pg. Call `destroy` at the end. */
declare module 'knex' {
  interface Config {
    client: 'mysql' | 'mysql2' | 'pg'
    connection:
      | {
          host?: string
          port?: number | string
          user?: string
          password?: string
          database?: string
          ssl?: object
        }
      | string
    pool?: { min?: number; max?: number }
  }

  /** @made it({ client: 'pg' })('users') */
  interface QueryBuilder<Result = any> extends PromiseLike<Result> {
    select(...columns: string[]): this
    where(column: string | { [column: string]: unknown }, value?: unknown): this
    whereIn(column: string, values: readonly unknown[]): this
    orderBy(column: string, direction?: 'asc' | 'desc'): this
    limit(count: number): this
    first(...columns: string[]): this
    insert(values: object | object[], returning?: string | string[]): this
    update(values: { [column: string]: unknown }): this
    delete(): this
    count(column?: string): this
    join(table: string, first: string, second: string): this
    returning(columns: string | string[]): this
  }

  /** @made it({ client: 'pg' }) */
  interface Knex {
    (table: string): QueryBuilder
    raw(sql: string, values?: readonly unknown[]): Promise<any>
    select(...columns: any[]): QueryBuilder
    transaction<Value>(work: (transaction: Knex) => Promise<Value>): Promise<Value>
    destroy(): Promise<void>
  }

  /** The module is a function. */
  function knex(config: Config): Knex
  export = knex
}
