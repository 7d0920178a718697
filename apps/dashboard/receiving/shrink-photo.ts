/** Long side of a photo in pixels: broken eggs are seen on it, and it passes a weak network. */
const sideMax = 1_280;
const quality = 0.72;

export interface Shot {
  blob: Blob;
  /** The same as a `data:` address: pages here may show no others of their own. */
  preview: string;
}

/** A picture of a camera made small enough to be sent from a market. Throws where the browser cannot read it. */
export async function shrinkPhoto(file: Blob): Promise<Shot> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, sideMax / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('this browser cannot draw');
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (!blob) throw new Error('this browser cannot write a JPEG');
  return { blob, preview: canvas.toDataURL('image/jpeg', quality) };
}
