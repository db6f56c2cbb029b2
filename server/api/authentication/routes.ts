/** The Authentication API: the routes. @module */
import type { Route } from '../route/spec.ts'
import { getJwks } from './get-jwks.ts'
import { getOpenIdConfiguration } from './get-openid-configuration.ts'
import { postChangePassword } from './post-change-password.ts'
import { postDeviceCode } from './post-device-code.ts'
import { postPar } from './post-par.ts'
import { postRegister } from './post-register.ts'
import { postRevoke } from './post-revoke.ts'
import { postSignUp } from './post-sign-up.ts'
import { postToken } from './post-token.ts'
import { getUserInfo, postUserInfo } from './userinfo.ts'

/** In the order of the API's description. */
export const AUTHENTICATION_ROUTES: readonly Route[] = [
  getOpenIdConfiguration,
  getJwks,
  postToken,
  postPar,
  postDeviceCode,
  postRegister,
  postSignUp,
  postChangePassword,
  postRevoke,
  getUserInfo,
  postUserInfo,
]
