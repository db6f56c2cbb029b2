/** Models and queries over mysql2, pg and tedious. */
declare module 'sequelize' {
  export class Sequelize {
    constructor(url: string, options?: object)
    constructor(options: { dialect: 'mysql' | 'postgres' | 'mssql' | 'mariadb'; [option: string]: any })
    authenticate(): Promise<void>
    define(name: string, attributes: object, options?: object): any
    query(sql: string, options?: object): Promise<any>
    close(): Promise<void>
    escape(value: unknown): string
  }
  export class Model {}
  export const DataTypes: any
  export const QueryTypes: {
    readonly SELECT: string
    readonly UPDATE: string
    readonly INSERT: string
    readonly DELETE: string
  }
  export const Op: any
}
