/** The sign-in page that a tenant wrote itself: Auth0's classic page. @module */

export interface LoginPage {
  /** HTML of the tenant. */
  html: string
  /** Whether it is wanted in place of Ferry's page. */
  is_on: boolean
}

export interface LoginPageStore {
  findLoginPage(tenant_id: string): Promise<LoginPage | undefined>
  /** Changes what is given; without a page, it begins empty and on. @returns the page after the change */
  saveLoginPage(tenant_id: string, change: Partial<LoginPage>): Promise<LoginPage>
}
