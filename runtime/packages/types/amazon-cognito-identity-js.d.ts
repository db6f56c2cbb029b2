/** Logins at an Amazon Cognito user pool, by SRP or by password. */
declare module 'amazon-cognito-identity-js' {
  interface Callbacks {
    onSuccess: (session: any) => void
    onFailure: (error: any) => void
    newPasswordRequired?: (attributes: any, required: any) => void
    mfaRequired?: (name: any, parameters: any) => void
    totpRequired?: (name: any, parameters: any) => void
  }
  export class CognitoUserPool {
    constructor(options: { UserPoolId: string; ClientId: string; endpoint?: string })
    getUserPoolId(): string
    getClientId(): string
    signUp(name: string, password: string, attributes: any[], validation: any[], callback: any): void
  }
  export class CognitoUser {
    constructor(options: { Username: string; Pool: CognitoUserPool })
    authenticateUser(details: AuthenticationDetails, callbacks: Callbacks): void
    setAuthenticationFlowType(type: 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH'): void
    getUserAttributes(callback: (error: any, attributes: any[]) => void): void
    getUsername(): string
    signOut(): void
    changePassword(old: string, password: string, callback: (error: any, result: any) => void): void
    forgotPassword(callbacks: Callbacks): void
  }
  export class AuthenticationDetails {
    constructor(options: { Username: string; Password: string })
    getUsername(): string
    getPassword(): string
  }
  export class CognitoUserAttribute {
    constructor(options: { Name: string; Value: string })
    getName(): string
    getValue(): string
  }
}
