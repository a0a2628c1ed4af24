// SPDX-License-Identifier: MIT
/* Small files as base64, made with zip, 7z and openssl cms; the password is
 * "secret", and the key was thrown away.
 */
#pragma once

/* a ZIP archive */
#define SAMPLE_ZIP                                                                                           \
  "UEsDBAoAAAAAACGtdl2GphA2BQAAAAUAAAAFABwAYS50eHRVVAkAA21hA2ttYQNrdXgLAAEEAAAAAAQAAAAAaGVsbG9QSwECHgMK"     \
  "AAAAAAAhrXZdhqYQNgUAAAAFAAAABQAYAAAAAAABAAAApIEAAAAAYS50eHRVVAUAA21hA2t1eAsAAQQAAAAABAAAAABQSwUGAAAA"     \
  "AAEAAQBLAAAARAAAAAAA"

/* the same, encrypted */
#define SAMPLE_ZIP_ENCRYPTED                                                                                 \
  "UEsDBAoACQAAACGtdl2GphA2EQAAAAUAAAAFABwAYS50eHRVVAkAA21hA2ttYQNrdXgLAAEEAAAAAAQAAAAAlvchW3h94jfCLwnK"     \
  "ORZgMBNQSwcIhqYQNhEAAAAFAAAAUEsBAh4DCgAJAAAAIa12XYamEDYRAAAABQAAAAUAGAAAAAAAAQAAAKSBAAAAAGEudHh0VVQF"     \
  "AANtYQNrdXgLAAEEAAAAAAQAAAAAUEsFBgAAAAABAAEASwAAAGAAAAAAAA=="

/* the same, by AES */
#define SAMPLE_ZIP_AES                                                                                       \
  "UEsDBDMAAQBjACGtdl0AAAAAIQAAAAUAAAAFAAsAYS50eHQBmQcAAgBBRQMAABRXtoj7YD62C5QKZg+jFpQqJ2p+I31wi71e3xNr"     \
  "pbRK+1BLAQI/AzMAAQBjACGtdl0AAAAAIQAAAAUAAAAFAC8AAAAAAAAAIICkgQAAAABhLnR4dAoAIAAAAAAAAQAYAMrXLCvKet0B"     \
  "AAAAAAAAAAAAAAAAAAAAAAGZBwACAEFFAwAAUEsFBgAAAAABAAEAYgAAAE8AAAAAAA=="

/* a ZIP archive whose second file is encrypted */
#define SAMPLE_ZIP_SECOND                                                                                    \
  "UEsDBAoAAAAAACGtdl2GphA2BQAAAAUAAAAFABwAYS50eHRVVAkAA21hA2ttYQNrdXgLAAEEAAAAAAQAAAAAaGVsbG9QSwMECgAJ"     \
  "AAAAIa12XfxboZMRAAAABQAAAAUAHABiLnR4dFVUCQADbWEDa21hA2t1eAsAAQQAAAAABAAAAACTwMFKPUR5rZMdgqDuLujAp1BL"     \
  "Bwj8W6GTEQAAAAUAAABQSwECHgMKAAAAAAAhrXZdhqYQNgUAAAAFAAAABQAYAAAAAAABAAAApIEAAAAAYS50eHRVVAUAA21hA2t1"     \
  "eAsAAQQAAAAABAAAAABQSwECHgMKAAkAAAAhrXZd/FuhkxEAAAAFAAAABQAYAAAAAAABAAAApIFEAAAAYi50eHRVVAUAA21hA2t1"     \
  "eAsAAQQAAAAABAAAAABQSwUGAAAAAAIAAgCWAAAApAAAAAAA"

/* an OpenDocument file that says it is encrypted */
#define SAMPLE_ODF_ENCRYPTED                                                                                 \
  "UEsDBBQAAAAIACGtdl1BNbWFIgAAACcAAAAVABwATUVUQS1JTkYvbWFuaWZlc3QueG1sVVQJAANtYQNrbWEDa3V4CwABBAAAAAAE"     \
  "AAAAALPJTczLTEstLrGzSc1LLqosKMnMz9NNSSxJ1Lez0YdLAgBQSwMECgAAAAAAIa12XYamEDYFAAAABQAAAAUAHABhLnR4dFVU"     \
  "CQADbWEDa21hA2t1eAsAAQQAAAAABAAAAABoZWxsb1BLAQIeAxQAAAAIACGtdl1BNbWFIgAAACcAAAAVABgAAAAAAAEAAACkgQAA"     \
  "AABNRVRBLUlORi9tYW5pZmVzdC54bWxVVAUAA21hA2t1eAsAAQQAAAAABAAAAABQSwECHgMKAAAAAAAhrXZdhqYQNgUAAAAFAAAA"     \
  "BQAYAAAAAAABAAAApIFxAAAAYS50eHRVVAUAA21hA2t1eAsAAQQAAAAABAAAAABQSwUGAAAAAAIAAgCmAAAAtQAAAAAA"

/* a 7z archive */
#define SAMPLE_7Z                                                                                            \
  "N3q8ryccAAQEGEKnCQAAAAAAAABSAAAAAAAAAD50UAkBAARoZWxsbwABBAYAAQkJAAcLAQABISEBAAwFAAgKAYamEDYAAAUBGQwA"     \
  "AAAAAAAAAAAAAAARDQBhAC4AdAB4AHQAAAAUCgEAytcsK8p63QEVBgEAIICkgQAA"

/* the same, encrypted */
#define SAMPLE_7Z_ENCRYPTED                                                                                  \
  "N3q8ryccAAQwzzPdEAAAAAAAAABiAAAAAAAAAIdwIO6UafHetMxkZksHi+kiIPNeAQQGAAEJEAAHCwEAAiQG8QcBElMPMA5uFsK+"     \
  "YXLrizPyQTe8UCEhAQABAAwJBQAICgGGphA2AAAFARkBABENAGEALgB0AHgAdAAAABQKAQDK1ywrynrdARUGAQAggKSBAAA="

/* the same, file names too */
#define SAMPLE_7Z_HIDDEN                                                                                     \
  "N3q8ryccAATPC2jogAAAAAAAAAAuAAAAAAAAADkhwVVItvoMK2L8UNUpf/Ab4bz4MJlJEDTnaod4OkISi6JXonP9lOfNDhHE8ehH"     \
  "QMJUfStdoeUFgBnibc87/Y7YKUh6Doe+0/7ZXwIgpX5PU5AhmQbOITrKLaGng67kHmWABkp4wAlYea6ILR9sNIcXKrjAO4gDu4rS"     \
  "GrrFqdh9egWNgRcGEAEJcAAHCwEAASQG8QcBElMPx53SjsvEwF7u0tGvyveaPgxiCgFPU3EJAAA="

/* the beginning of a RAR archive with encrypted headers */
#define SAMPLE_RAR_ENCRYPTED "UmFyIRoHAM6Zc4AADQAAAAAAAAA="

/* the same of RAR 5 */
#define SAMPLE_RAR5_ENCRYPTED "UmFyIRoHAQA7+b1UFQQAAAAPU1NTU1NTU1NTU1NTU1NTUw=="

/* S/MIME signed data around the text "Kind regards, Ben xx" */
#define SAMPLE_SIGNED                                                                                        \
  "MIIBuwYJKoZIhvcNAQcCoIIBrDCCAagCAQExDTALBglghkgBZQMEAgEwQQYJKoZIhvcNAQcBoDQEMkNvbnRlbnQtVHlwZTogdGV4"     \
  "dC9wbGFpbg0KDQpLaW5kIHJlZ2FyZHMNCkJlbiB4eA0KMYIBTzCCAUsCAQEwJjAOMQwwCgYDVQQDDANiZW4CFDs6n+/58CM8UEL2"     \
  "TZqWswarZGSLMAsGCWCGSAFlAwQCATANBgkqhkiG9w0BAQEFAASCAQAZIKEHe534njuM0k+/qUYitW1BT8L9EVSLVZpMzwiApFuP"     \
  "HUGFOletr7A8d82yRlhWTKf8yTYKdTZnUz5/o0i0kjLSe3j9UBnQdbtbsQ9oCxwEFtIfKrV1gH293eufRsksxlr9rFgaqtPJeBZy"     \
  "XYHi1dvEa4AWusB7LCZI7hO3wj54NlsGfOK9G5l4h7/vV8bpH465aMJdHrPh4aB80RZtNavU+hAfE99/V4ZTX6rHFp8714Rp1Jft"     \
  "srKf+aYuQEFss08nFlmfBgryivhJF7zOzCY7QQoyJX4UFe95UEVrh14jzFwHs3TKsb3KCIugFifIbfu/vXN5Z5Tcrl73MHF1"

/* S/MIME enveloped data */
#define SAMPLE_ENVELOPED                                                                                     \
  "MIIBuQYJKoZIhvcNAQcDoIIBqjCCAaYCAQAxggFCMIIBPgIBADAmMA4xDDAKBgNVBAMMA2JlbgIUOzqf7/nwIzxQQvZNmpazBqtk"     \
  "ZIswDQYJKoZIhvcNAQEBBQAEggEAUj29bU7gnt0w3G1xCtH0Js+FJY+5M8t9+6jpJCeUrO2QMPruJqdd/IOl36BRun1UeBvH4S82"     \
  "8JSrZ9QJvzRuRmNZ88VZ8fZQiEIbDzN0xHk23/wnmI7FieJeGR8FZk6+iP2UjZEYptQXBKAL4fEC+ExWyxQoPaJeEmplmPC9mhZv"     \
  "PwHbpQAMKU5j+Ey/gmMyRXZ40NQD09OWk1QuiO0+O8w42VKsM7eDPPxqVQdpT1aBGfaBeNGjdWePffxWosKbOvLBAvIxkSPksqq9"     \
  "5Aa7k/arTqpKUu1TzhJbAxwfDO4rRz3icTFz5LeXZAWa0TVm32vOpL7WpkF/x7HsdKADDDBbBgkqhkiG9w0BBwEwFAYIKoZIhvcN"     \
  "AwcECCZOuKgkcsu8gDgyDxkvGdU8rQdJN42oPbbWzS3VYzsxmDr7EIG2BV97ezWRZEi8PvBSXVPpkEiwpK/ccfVkKNA2XQ=="
