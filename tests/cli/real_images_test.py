"""The image of a real vocabulary: its size, and that ids through it are those without."""

from program import CORPUS, KIMI, ProgramTest, main


class RealImagesTest(ProgramTest):
    model = KIMI / "Kimi-K2-Instruct"

    def test_ids_of_real_text(self):
        images = self.dir / "images"
        env = {"KIMITOK_IMAGES": str(images)}
        for _ in range(2):
            self.assertEqual(self.run_program("encode", stdin="hi", env=env).status, 0)
        image = next(images.glob("*.image"))
        self.assertLess(image.stat().st_size, 12 << 20)
        for name in ("prose", "code", "zh", "multi"):
            text = (CORPUS / f"{name}.txt").read_bytes()[:500_000].decode(errors="ignore")
            with self.subTest(name):
                with_image = self.run_program("encode", "-v", stdin=text, env=env)
                self.assertIn("used the vocabulary's image", with_image.err)
                without = self.run_program("encode", stdin=text)
                self.assertEqual((with_image.status, without.status), (0, 0))
                self.assertGreater(len(without.out), 100_000)
                self.assertEqual(with_image.out, without.out)

    def test_damage_to_a_real_image_is_noticed(self):
        images = self.dir / "images"
        env = {"KIMITOK_IMAGES": str(images)}
        for _ in range(2):
            self.run_program("encode", stdin="hi", env=env)
        image = next(images.glob("*.image"))
        size = image.stat().st_size
        for at in range(0, size, size // 40):
            with open(image, "r+b") as file:
                file.seek(at)
                byte = file.read(1)
                file.seek(at)
                file.write(bytes([byte[0] ^ 0x10]))
            said = self.run_program("inspect", "-v", env=env | {"KIMITOK_IMAGES": str(images)})
            self.assertEqual(said.status, 0)
            self.assertNotIn("used the vocabulary's image", said.err)
            self.assertIn("made an image", said.err)


main(needs=["KIMITOK_TEST_KIMI", "KIMITOK_TEST_CORPUS"])
