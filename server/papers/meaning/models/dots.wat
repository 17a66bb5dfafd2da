;; Dot products of a question with many vectors, 16 numbers at a time. Assembled into dots.mjs, as dots.test.ts checks.
(module
  (memory (export "memory") 1)
  ;; $question: 16-bit numbers; $vector to $end: vectors of bytes, one after the other; $out: a 32-bit sum for each;
  ;; $size: bytes of the question, a multiple of 32.
  (func (export "dots") (param $question i32) (param $vector i32) (param $end i32) (param $out i32) (param $size i32)
    (local $at i32) (local $sum v128) (local $bytes v128)
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $vector) (local.get $end)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (loop $within
          (local.set $bytes (v128.load (local.get $vector)))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (i16x8.extend_low_i8x16_s (local.get $bytes))
                  (v128.load (i32.add (local.get $question) (local.get $at))))
                (i32x4.dot_i16x8_s
                  (i16x8.extend_high_i8x16_s (local.get $bytes))
                  (v128.load offset=16 (i32.add (local.get $question) (local.get $at)))))))
          (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $within (i32.lt_u (local.get $at) (local.get $size))))
        (i32.store (local.get $out)
          (i32.add
            (i32.add
              (i32x4.extract_lane 0 (local.get $sum))
              (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add
              (i32x4.extract_lane 2 (local.get $sum))
              (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $each)))))
