package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts into the bytecode of cells what lets them be stopped: a check at the start of each method
 * and before each backward jump, a refusal in the place of {@code System.exit}, and a trace of
 * cells and lines in that of {@code printStackTrace}. A field that lives elsewhere is read and
 * written there. Libraries stay as they are.
 *
 * <p>The inserted call takes and leaves nothing on the stack, so frames and stack sizes stand.
 */
final class CellWeaver {

  private static final String CHECKS = CancelChecks.class.getName().replace('.', '/');

  private static final String TRACES = CellTraces.class.getName().replace('.', '/');
  private static final String PRINT = "(Ljava/lang/Throwable;)V";

  private CellWeaver() {}

  /** Loads what weaving needs, so that no cell waits for it. */
  static void warmUp() throws IOException {
    String own = CancelChecks.class.getSimpleName() + ".class";
    try (InputStream stream = CellWeaver.class.getResourceAsStream(own)) {
      if (stream != null) {
        weave(stream.readAllBytes(), Map.of());
      }
    }
  }

  /**
   * The class with checks, or without where they would make a method too large.
   *
   * @param homes the classes that hold static fields in the place of those that declare them, by
   *     {@code owner.field}
   */
  static byte[] weave(byte[] bytecode, Map<String, String> homes) {
    try {
      return weave(bytecode, homes, true);
    } catch (MethodTooLargeException e) {
      return weave(bytecode, homes, false);
    }
  }

  private static byte[] weave(byte[] bytecode, Map<String, String> homes, boolean checked) {
    ClassReader reader = new ClassReader(bytecode);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Classes(writer, homes, checked), 0);
    return writer.toByteArray();
  }

  private static final class Classes extends ClassVisitor {
    private final Map<String, String> homes;
    private final boolean checked;

    Classes(ClassVisitor next, Map<String, String> homes, boolean checked) {
      super(Opcodes.ASM9, next);
      this.homes = homes;
      this.checked = checked;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new Methods(next, homes, checked);
    }
  }

  private static final class Methods extends MethodVisitor {
    private final Map<String, String> homes;
    private final boolean checked;
    private final Set<Label> passed = new HashSet<>();

    Methods(MethodVisitor next, Map<String, String> homes, boolean checked) {
      super(Opcodes.ASM9, next);
      this.homes = homes;
      this.checked = checked;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      check();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        check();
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      super.visitFieldInsn(opcode, homes.getOrDefault(owner + "." + name, owner), name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String refusal = refusal(owner, name, descriptor);
      if (refusal != null) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, "exit", refusal, false);
      } else if (opcode == Opcodes.INVOKEVIRTUAL && printsTrace(owner, name, descriptor)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, TRACES, "print", PRINT, false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] replaced = arguments.clone();
      boolean capturesNothing = descriptor.startsWith("()"); // else its type must stay as it is
      for (int i = 0; i < replaced.length; i++) {
        if (replaced[i] instanceof Handle handle) {
          String refusal = refusal(handle.getOwner(), handle.getName(), handle.getDesc());
          if (refusal != null) {
            replaced[i] = new Handle(Opcodes.H_INVOKESTATIC, CHECKS, "exit", refusal, false);
          } else if (capturesNothing
              && printsTrace(handle.getOwner(), handle.getName(), handle.getDesc())) {
            replaced[i] = new Handle(Opcodes.H_INVOKESTATIC, TRACES, "print", PRINT, false);
          }
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
    }

    private void check() {
      if (!checked) {
        return;
      }
      super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, "check", "()V", false);
    }

    /** Whether it is a throwable of the JDK's that prints itself on standard error. */
    private static boolean printsTrace(String owner, String name, String descriptor) {
      return name.equals("printStackTrace")
          && descriptor.equals("()V")
          && owner.startsWith("java/");
    }

    private static @Nullable String refusal(String owner, String name, String descriptor) {
      boolean ends = (name.equals("exit") || name.equals("halt")) && descriptor.equals("(I)V");
      if (ends && owner.equals("java/lang/System")) {
        return "(I)V";
      }
      return ends && owner.equals("java/lang/Runtime") ? "(Ljava/lang/Runtime;I)V" : null;
    }
  }
}
