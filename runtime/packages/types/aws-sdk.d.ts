/** Amazon's services, version 2: the clients that published scripts ask for. */
declare module 'aws-sdk' {
  interface ClientOptions {
    region?: string
    accessKeyId?: string
    secretAccessKey?: string
    sessionToken?: string
    endpoint?: string
    apiVersion?: string
    maxRetries?: number
    httpOptions?: { timeout?: number; connectTimeout?: number }
  }
  type Callback = (error: any, data: any) => void
  interface Request {
    promise(): Promise<any>
    send(callback?: Callback): void
  }
  export const config: {
    readonly update: (options: ClientOptions) => void
    readonly credentials: any
  }
  export class Credentials {
    constructor(accessKeyId: string, secretAccessKey: string, sessionToken?: string)
    get(callback: (error?: any) => void): void
  }
  /** `adminInitiateAuth`, `initiateAuth`, `adminGetUser`, `listUsers`, `adminUpdateUserAttributes` … */
  export const CognitoIdentityServiceProvider: any
  export const CognitoIdentity: any
  /** `getItem`, `query` …; `new DynamoDB.DocumentClient()` takes and gives plain values. */
  export const DynamoDB: any
  export const KMS: any
  export const Lambda: any
  export const SecretsManager: any
  export const SSM: any
  export const STS: any
}

/** What all clients share. */
declare module 'aws-sdk/global' {
  export const config: {
    readonly update: (options: object) => void
  }
}

declare module 'aws-sdk/clients/cognitoidentityserviceprovider' {
  function CognitoIdentityServiceProvider(options?: object): any
  export = CognitoIdentityServiceProvider
}

declare module 'aws-sdk/clients/cognitoidentity' {
  function CognitoIdentity(options?: object): any
  export = CognitoIdentity
}

declare module 'aws-sdk/clients/dynamodb' {
  function DynamoDB(options?: object): any
  export = DynamoDB
}
