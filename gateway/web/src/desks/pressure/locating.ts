export interface Located { latitude: number; longitude: number; accuracy: number }

/** Why a browser does not say where it is; each has its sentence in the words. */
export type WhyNot = 'insecure' | 'denied' | 'unavailable' | 'timeout'

export class NotLocated extends Error {
  constructor(readonly why: WhyNot) { super(why) }
}

/** Where the browser is. Browsers tell it over HTTPS only, or on the machine itself. */
export function locate(): Promise<Located> {
  if (!isSecureContext || !('geolocation' in navigator)) return Promise.reject(new NotLocated('insecure'))
  return new Promise((found, failed) => navigator.geolocation.getCurrentPosition(
    ({ coords }) => found({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy }),
    ({ code }) => failed(new NotLocated(code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable')),
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 },
  ))
}

const longestSide = 2000

/** A telephone's photograph made small enough to be sent from a village; as it is where the browser cannot. */
export async function smaller(photo: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(photo)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise((made) => canvas.toBlob((blob) => made(blob ?? photo), 'image/jpeg', 0.85))
  } catch {
    return photo
  }
}
