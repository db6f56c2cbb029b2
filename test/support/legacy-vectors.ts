/** Passwords as foreign stores keep them: published, or made by the tool that is named. @module */

export interface Vector {
  scheme: string
  /** Where it is from. */
  from: string
  password: string
  stored: string
  /** What `identify` says. */
  identified?: string
}

/** Of more than ASCII, so that encodings show. */
export const PASSWORD = 'pässword ☃ 1'

const LONG =
  'a much longer password than one block of SHA-512 would ever take in, and then more of it, to cross two blocks of it'

const vectors = (
  scheme: string,
  from: string,
  password: string,
  stored: readonly string[],
  identified: string = scheme,
): Vector[] => stored.map((one) => ({ scheme, from, password, stored: one, identified }))

export const VECTORS: readonly Vector[] = [
  ...vectors('phpass', 'phpass’s own test program', 'test12345', ['$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0']),
  ...vectors('phpass', 'passlib 1.7.4', PASSWORD, [
    '$P$6HKs.zFoZRG9CN08APd2KCdXQtxxo//',
    '$H$6CJgWRaLIK6G/JycFAny4p2hhVtogC1',
  ]),
  ...vectors('drupal7', 'hashcat’s example for mode 7900', 'hashcat', [
    '$S$C33783772bRXEx1aCsvY.dqgaaSu76XmVlKrW9Qu8IQlvxHlmzLf',
  ]),
  ...vectors('drupal7', 'PHP 8.2’s hash() in a loop of our own', PASSWORD, [
    '$S$8abcdefghIbixDr5xu0oNaFoi2PsGWXNot88pTHJB6UhD6VL7Cmz',
    'U$S$8abcdefghfl2y1W6hqyyzXDHGmAGf.c17PyldfTObtgHwXoMias1',
  ]),
  ...vectors(
    'unixCrypt',
    'password and salt of Drepper’s specification of SHA-crypt; by OpenSSL 3 and libxcrypt alike',
    'Hello world!',
    [
      '$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5',
      '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
    ],
  ),
  ...vectors('unixCrypt', 'openssl passwd of OpenSSL 3', PASSWORD, [
    '$1$saltsalt$6f7FRBhyg5FnkG0oWeuHy0',
    '$apr1$saltsalt$kZzLYr5335Pj7YltSUmRt/',
    '$5$saltsalt$IR0ws4QEfy.ORVBA2C5J8RQd8e2GjorRipGigj7ZzXB',
    '$6$saltsalt$HYuqoOnvgmdz7ohrLbgyKPNfaf4HfbDiMlh28BFIgX9y9XPVqysWpsr81S7Iky0i.WJGx76P.inTFYosgBu871',
  ]),
  ...vectors('unixCrypt', 'openssl passwd of OpenSSL 3', 'x', [
    '$1$ab$e2KlfqG5YBMTjSz7XF.Eu1',
    '$apr1$ab$eIePjsejfBGR8ITtu2z0U1',
    '$5$ab$5ydlOaPxAq0VpamGFK.BZgHF7HlR0erJsH.F7VB19f0',
    '$6$ab$jnZj29NS/hK2GaouP6AGMIBwD6owZFRejcn9QRdlwSjZaVr.fR9dH2TXrKL/PaacUXwtGfI.4O9zxvy2k6fbE1',
  ]),
  ...vectors('unixCrypt', 'crypt() of libxcrypt, by Perl', LONG, [
    '$1$abc$uKt2pO3Sjxf0uURKXzvjq.',
    '$5$rounds=1234$abc$Ad1QdkoSN.CGG3r4zxMxDf4agSN/ntZZ/oTcQhRpTt1',
    '$6$rounds=1234$abc$CzRXX8Bm4zVx6yvBpODli1NpvFsBvLa7DYyWnT6K.HueRnOLvdU9/3Y9Bgoi5To.MzqxlgOZPtrVlb1ZSvlAF.',
  ]),
  ...vectors('ldap', 'slappasswd of OpenLDAP 2.5, with pw-sha2 and argon2', PASSWORD, [
    '{SSHA}gU+MNFxIwmteXLxGfyvq5hwcnsURZKQD',
    '{SHA}psnOxZPN7AUZYcc7cKM8gNsSdnI=',
    '{SMD5}kRfT4lzavOrXptBgGimXx6Ct6CM=',
    '{MD5}rTHFEwzH7mCFDc2Lbi4fJQ==',
    '{SSHA256}1xFF3MxWWHEjVBnBj6EN1A8WytmjUDibFy8JSr90B+uVDbt/lH/fqw==',
    '{SSHA384}FapJpdSQkgfzumzbQXWjZ5PzfkripEUztg4Qd2wsBctBr4xe29hWIMYkHxvPdOeqk09lSXowoaI=',
    '{SSHA512}VmvF4B3sF5KjMTtIkXRqYmXyf81AnJTjpBik3JUI1PbLn2wxVFX6WyVp3V1lfd1NApa6Ir8ryBJsLCOxKDM1FHrNLVeWebHw',
    '{SHA256}03ujkp881uoRxjGXwQcJuxgwmo9CMuWms8jtYJTL+1c=',
    '{SHA384}L59d4sc9o3sviZHSq8Fsiz9q5XX8ogfSwyZL50HkOR6n8HCArPrzh9v7WG8o1s3T',
    '{SHA512}KCSofGPP0vTpykIwpfe++yYYdnT7Fxro9c8NkCEA7pfuC0la4c8V1D06rVoP8iVNYM5KMUcngFmUHZMX2NWCYQ==',
    '{ARGON2}$argon2i$v=19$m=1024,t=2,p=1$16NhmZIJ02dQY5qiiqKh9w$XFhQ0O3WltPMdMNXr8iZ6PwytGasoV6UGD7cw3jqzoo',
    '{CRYPT}$6$pdIRYTv.$cniNL9CZpX.cKJMuiQ18fhvKSLbvFE3sVt0c7.XrNZ35EI8eT8J92qzHKqKS0rvsN02V5bGtSP7VMjcHIYCOl/',
  ]),
  ...vectors('django', 'the hashers of Django 5.2', PASSWORD, [
    'pbkdf2_sha256$1000$NaClNaClNaClNaCl$o1m/JyT5LMgXrCti5KaCm1FpXBOPiToCrYTlRIivScs=',
    'pbkdf2_sha1$1000$NaClNaClNaClNaCl$/aIWojV67xVQjOj2G0PpNNadV+o=',
    'scrypt$16384$NaClNaClNaClNaCl$8$5$CJtittSoP8E21TgazEsYWcVpsYiYT1OsdIp1eaFvSXQuquj/GyZvyj0+bAT4hRxblp51JcK7hOJAh/3yNhQqow==',
    'md5$NaClNaClNaClNaCl$88602abffd1dc1436eb0750ceea812cc',
    'bcrypt_sha256$$2b$04$P0hzoPfW6MzVCQ..UbYupuqxcwiPJVP2RKDlJLEQYYZ8l0LwyP7FK',
    'bcrypt$$2b$04$Pa5fXtB3STgI1fbAQFtwB.8y4PGiGKaXOvchVC/Qin9V5kmhyJyli',
    'argon2$argon2id$v=19$m=8192,t=2,p=8$TmFDbE5hQ2xOYUNsTmFDbA$f9b4Lo+a4SFgI/cNrJ7gMbq08AE6VPTgRqJVmzhHwRs',
  ]),
  ...vectors('django', 'md5sum and sha1sum of "hello", as Django’s unsalted hashers keep them', 'hello', [
    'sha1$$aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d',
    'md5$$5d41402abc4b2a76b9719d911017c592',
  ]),
  ...vectors('argon2', 'password_hash() of PHP 8.2', PASSWORD, [
    '$argon2id$v=19$m=4096,t=2,p=1$UVJNM3BjNDdjemxjM1ExUA$hdlR9AagdnFavjQnne8B2mw71wfiw/Oil6nAt2MXsvE',
    '$argon2i$v=19$m=4096,t=2,p=1$VHBWdXZKeWNZdjJiWW1BUw$VkwInA2HDREupc+l/kTL5TrHMOIQUjaA46LZ+X5KRjc',
  ]),
  ...vectors('scrypt', 'passlib 1.7.4', PASSWORD, [
    '$scrypt$ln=10,r=8,p=1$vXeOEcL4P8d4zxmDsNaa8w$EDpXGGPkJAN2u+3KcV/a2ckbcKYeTyvYCruNDbepTC0',
  ]),
  ...vectors('scrypt', 'RFC 7914 §12', 'password', [
    `$scrypt$ln=10,r=8,p=16$${bare('TmFDbA==')}$${fromHex(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    )}`,
  ]),
  ...vectors('pbkdf2', 'passlib 1.7.4', PASSWORD, [
    '$pbkdf2$100$bI0RImQsZcxZ6/0/h9A6Zw$9/PQl3CXCbaYF/Er4mu.pcNPs3c',
    '$pbkdf2-sha256$100$SymlVErJ2ZtTqpWyVmqtlQ$Jfm0J8xb3lVl9uzQVKjs3T/oTnIEsAWI/Lq1B5F5zUo',
    '$pbkdf2-sha512$100$AGDMWau1FmKMMUZICQHgHA$VuoWWJNHgAjlv8yZB/DA3KqAiVHmgKdaw0ejW89neMC.Sj/Qb1E6TRfsEMQxwOG9MLLcbQye1hWPlMaUl6W1IA',
  ]),
  ...vectors('pbkdf2', 'RFC 6070, as Auth0’s import writes it', 'password', [
    `$pbkdf2-sha1$i=4096,l=20$c2FsdA$${fromHex('4b007901b765489abead49d926f721d065a429c1')}`,
  ]),
  ...vectors('aspnetIdentity', 'the tests of ASP.NET Core’s PasswordHasher', 'my password', [
    'ANXrDknc7fGPpigibZXXZFMX4aoqz44JveK6jQuwY3eH/UyPhvr5xTPeGYEckLxz9A==',
    'AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M',
    'AQAAAAEAA9CQAAAAIESkQuj2Du8Y+kbc5lcN/W/3NiAZFEm11P27nrSN5/tId+bR1SwV8CO1Jd72r4C08OLvplNlCDc3oQZ8efcW+jQ=',
  ]),
  ...vectors(
    'simpleMembership',
    'the tests of ASP.NET Core’s PasswordHasher, whose version 2 is the same',
    'my password',
    ['ANXrDknc7fGPpigibZXXZFMX4aoqz44JveK6jQuwY3eH/UyPhvr5xTPeGYEckLxz9A=='],
    'aspnetIdentity',
  ),
]

/** Of schemes whose stored text has no beginning of its own. */
export const NAMELESS: readonly Vector[] = [
  {
    scheme: 'ntlm',
    from: 'published widely',
    password: 'password',
    stored: '8846F7EAEE8FB117AD06BDD830B7586C',
  },
  {
    scheme: 'ntlm',
    from: 'passlib 1.7.4 and PHP 8.2',
    password: PASSWORD,
    stored: '6c6be018f0ab9e45779398563f0383d4',
  },
  {
    scheme: 'whirlpool',
    from: 'hash() of PHP 8.2',
    password: PASSWORD,
    stored:
      '49773a39b4467e04c1846551c2dbac95a8756bcfd7f0a898aaf3b43f097a56b10928332990b0a41b80e199657dcfc4414b4ee22f55db8563836ce3fcc91d25cd',
  },
  {
    scheme: 'django',
    from: 'md5sum',
    password: 'hello',
    stored: '5d41402abc4b2a76b9719d911017c592',
  },
]

/** Rows of `aspnet_Membership`. */
export const MEMBERSHIPS = [
  {
    from: 'hashcat’s example for mode 141, whose SHA-1 is Membership’s',
    password: 'hashcat',
    row: { hash: 'utkfN0EOgljbv5FoZ6+AcZD5iLk', salt: 'bEtiVGhPNlZpcUN4a3ExTg==', format: 1 },
  },
  {
    from: 'hashcat’s example for mode 1441, whose SHA-256 is Membership’s',
    password: 'hashcat',
    row: {
      hash: 'lRjiU46qHA7S6ZE7RfKUcYhB85ofArj1j7TrCtu3u6Y',
      salt: 'MDEyMzQ1Njc4OWFiY2RlZg==',
      format: 1,
      algorithm: 'SHA256',
    },
  },
  {
    from: 'Python’s hmac, with the salt repeated to 64 bytes',
    password: PASSWORD,
    row: {
      hash: 'veoxM1e4qlgBPc7vl7H/G6tmV129a5lfIK4sk1e6Hzo=',
      salt: 'AAECAwQFBgcICQoLDA0ODw==',
      format: 1,
    },
  },
  {
    from: 'Python’s hmac, with the salt repeated to 128 bytes',
    password: PASSWORD,
    row: {
      hash: 'potqq/06wqJgC3ArY9PsNo26gd5Bx3D+uU4wZpw+jcxZ4ssuM8oLRELmNRTRjHvqdCN3ZcLBI7Qt994WSePtXA==',
      salt: 'AAECAwQFBgcICQoLDA0ODw==',
    },
  },
] as const

function bare(base64: string): string {
  return base64.replace(/=+$/, '')
}

function fromHex(hex: string): string {
  return bare(Buffer.from(hex, 'hex').toString('base64'))
}
